// What every app around a client library does: create a job, follow its stream, fetch its results.
//
// Environment: BASE_URL; PIPELINE (imports, enrichments or scans; imports if not set); SAMPLE_FILE, what to upload (for enrichments a
// text of barcodes, one a line). Prints one JSON object per line for each thing that happens, by "kind": accepted, open, event, error,
// results. Exits with 0 once a completed job's results are here, with 1 if the job ended otherwise, with 2 if it was called wrongly.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

export const EVENTS = ['initialized', 'processing', 'completed', 'failed', 'canceled', 'timeout'];
const FINAL = ['completed', 'failed', 'canceled'];

const CREATE = {
  imports: async (file) => ({ body: form('file', file, await readFile(file), 'text/csv') }),
  scans: async (file) => ({ body: form('photos', file, await readFile(file), 'image/jpeg') }),
  enrichments: async (file) => ({
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ barcodes: (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '') }),
  }),
};

function form(part, file, content, type) {
  const body = new FormData();
  body.append(part, new Blob([content], { type }), basename(file));
  return body;
}

/** Prints one line. */
export function tell(kind, details = {}) {
  console.log(JSON.stringify({ kind, ...details }));
}

/** Whether an event of this name ends its job. */
export function isFinal(name) {
  return FINAL.includes(name);
}

async function json(response) {
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${response.url} answered ${response.status}: ${text}`);
  }
  return JSON.parse(text);
}

async function create(pipeline, file, url, told) {
  const { data } = await json(await fetch(url, { method: 'POST', ...(await CREATE[pipeline](file)) }));
  told('accepted', { jobId: data.jobId, sseUrl: data.sseUrl });
  return data;
}

/**
 * Runs an app, and the program with it.
 *
 * `follow` gets the stream's URL and the job, and resolves with the name of the event that ended the job; if it rejects, the app gives
 * up.
 */
export async function run(follow) {
  // An app does not end because its library has let go of everything that Node waits for.
  const alive = setInterval(() => {}, 1 << 30);
  process.exitCode = await play(follow, { env: process.env, told: tell });
  clearInterval(alive);
}

/** The same for a program that runs more than one app: with this environment and this way to tell; gives the exit code. */
export async function play(follow, { env, told }) {
  const { BASE_URL, SAMPLE_FILE, PIPELINE = 'imports' } = env;
  if (!BASE_URL || !SAMPLE_FILE || !Object.hasOwn(CREATE, PIPELINE)) {
    console.error(`Set BASE_URL and SAMPLE_FILE, and PIPELINE to one of ${Object.keys(CREATE).join(', ')}.`);
    return 2;
  }
  try {
    const home = new URL(`api/v2/${PIPELINE}`, BASE_URL.replace(/\/*$/, '/'));
    const job = await create(PIPELINE, SAMPLE_FILE, home, told);
    const end = await follow(new URL(job.sseUrl, home), job);
    if (end === 'completed') {
      told('results', { body: await json(await fetch(new URL(`${home}/${job.jobId}/results`))) });
    }
    return end === 'completed' ? 0 : 1;
  } catch (failure) {
    console.error([failure.message, failure.cause?.message].filter(Boolean).join(': '));
    return 1;
  }
}

/** Follows a stream with a constructor that keeps the promises of the WHATWG's EventSource. */
export function followWith(EventSource, url) {
  return new Promise((resolve, reject) => {
    const source = new EventSource(url);
    source.addEventListener('open', () => tell('open'));
    for (const name of EVENTS) {
      source.addEventListener(name, ({ lastEventId, data }) => {
        tell('event', { name, id: lastEventId, data });
        if (isFinal(name)) {
          source.close();
          resolve(name);
        }
      });
    }
    // Two things have this name: an event that the server sent, with data, and the loss of the connection, without.
    source.addEventListener('error', (event) => {
      if (event.data !== undefined) {
        tell('event', { name: 'error', id: event.lastEventId, data: event.data });
        return;
      }
      tell('error', { message: event.message ?? '', status: event.code ?? 0 });
      if (source.readyState === EventSource.CLOSED) {
        reject(new Error(`${url} cannot be followed any longer: ${event.message ?? 'the source is closed'}`));
      }
    });
  });
}
