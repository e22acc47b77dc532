// An app of the first version of the API, on the WebSocket of npm "undici": it follows its job on /ws/progress, comes back when the
// connection is lost, and polls the status when it cannot.
//
// Environment: BASE_URL; SAMPLE_FILE, a CSV file to upload. Prints one JSON object per line for each thing that happens, by "kind":
// accepted, open, event, error, poll, results. Exits with 0 once a completed job's results are here, with 1 if the job ended otherwise.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'undici';
import { tell } from '../app.mjs';

const MOST_TRIES = 3;
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;
const POLL_MILLIS = 3500;

const { BASE_URL, SAMPLE_FILE } = process.env;
if (!BASE_URL || !SAMPLE_FILE) {
  console.error('Set BASE_URL and SAMPLE_FILE.');
  process.exit(2);
}
const home = BASE_URL.replace(/\/*$/, '');

async function json(path, options) {
  const response = await fetch(home + path, options);
  const text = await response.text();
  if (response.status === 429) {
    await pause(1000 * Number(response.headers.get('retry-after') ?? 1) + 50);
    return json(path, options);
  }
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}: ${text}`);
  }
  return JSON.parse(text).data;
}

async function create() {
  const body = new FormData();
  body.append('file', new Blob([await readFile(SAMPLE_FILE)], { type: 'text/csv' }), basename(SAMPLE_FILE));
  return json('/api/import/csv-gemini', { method: 'POST', body });
}

/** One connection: resolves with how the job ended, or with the close code if it went on. */
function connect({ jobId, token }, back) {
  return new Promise((resolve) => {
    let ended;
    let opened = false;
    const url = `${home.replace(/^http/, 'ws')}/ws/progress?jobId=${jobId}${back ? '&reconnect=true' : ''}`;
    const socket = new WebSocket(url, [`bookstrack-auth.${token}`]);
    socket.addEventListener('open', () => {
      opened = true;
      tell('open', { protocol: socket.protocol !== '' });
      socket.send(JSON.stringify({ type: 'ready' }));
    });
    socket.addEventListener('message', ({ data }) => {
      const message = readable(data);
      tell('event', { name: message.type ?? '', data: String(data).slice(0, 300) });
      if (message.type === 'job_complete' || message.type === 'error') {
        ended = message.type;
      }
    });
    socket.addEventListener('error', ({ message }) => tell('error', { message: message ?? '' }));
    socket.addEventListener('close', ({ code }) => resolve({ ended, opened, code }));
  });
}

/** What cannot be read is none of ours; the next message may be. */
function readable(data) {
  try {
    return JSON.parse(data);
  } catch {
    return {};
  }
}

function wait({ opened, code }, failures) {
  if (opened) {
    return code === GOING_AWAY ? 5050 : code === TRY_AGAIN_LATER ? 30050 : 0;
  }
  return 1050 * 2 ** (failures - 1);
}

async function follow(job) {
  let failures = 0;
  for (let back = false; failures < MOST_TRIES; back = true) {
    const end = await connect(job, back);
    if (end.ended) {
      return end.ended;
    }
    failures = end.opened ? 0 : failures + 1;
    if (failures < MOST_TRIES) {
      await pause(wait(end, failures));
    }
  }
  return poll(job);
}

async function poll({ jobId }) {
  for (;;) {
    const { status } = await json(`/v1/jobs/${jobId}/status`);
    tell('poll', { status });
    if (['completed', 'failed', 'canceled'].includes(status)) {
      return status === 'completed' ? 'job_complete' : 'error';
    }
    await pause(POLL_MILLIS);
  }
}

try {
  const job = await create();
  tell('accepted', { jobId: job.jobId });
  if (await follow(job) === 'job_complete') {
    tell('results', { body: await json(`/v1/jobs/${job.jobId}/results`) });
  } else {
    process.exitCode = 1;
  }
} catch (failure) {
  console.error([failure.message, failure.cause?.message].filter(Boolean).join(': '));
  process.exitCode = 1;
}
