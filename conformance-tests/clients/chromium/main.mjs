// An app in a real browser: Chromium's own EventSource, on a page of the server's own origin.
//
// CHROMIUM is the browser's program; without it, the first of the usual names on the PATH. With --stages one browser serves many apps:
// to start one takes more of a machine than all else together.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { EVENTS, isFinal, play, run, tell } from '../app.mjs';

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

function program() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find(isProgram);
  return process.env.CHROMIUM ?? found;
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs in the page. */
function follow({ url, names, final }) {
  const source = new EventSource(url);
  source.addEventListener('open', () => report('open', {}));
  for (const name of names) {
    source.addEventListener(name, ({ lastEventId, data }) => {
      report('event', { name, id: lastEventId, data });
      if (final.includes(name)) {
        source.close();
        ended(name);
      }
    });
  }
  source.addEventListener('error', (event) => {
    if (event.data !== undefined) {
      report('event', { name: 'error', id: event.lastEventId, data: event.data });
      return;
    }
    report('error', { message: '', status: 0 });
    if (source.readyState === EventSource.CLOSED) {
      ended('');
    }
  });
}

/** Follows a stream on a page of its own, until `stop` resolves. */
async function followOn(app, url, told, stop) {
  const page = await app.newPage();
  try {
    const home = new URL('/app.html', url).href;
    // The page itself comes from here, so that the server sees nothing of it.
    await page.route(home, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>App</title>' }));
    await page.goto(home);
    const end = new Promise((resolve) => page.exposeFunction('ended', resolve));
    await page.exposeFunction('report', told);
    await page.evaluate(follow, { url: url.href, names: EVENTS, final: EVENTS.filter(isFinal) });
    const name = await Promise.race([end, stop]);
    if (name === '') {
      throw new Error('the browser gave the stream up');
    }
    return name;
  } finally {
    await page.close();
  }
}

/** One app for each line of standard input: a JSON object with `stage` and an app's environment, or with `stop`, a stage to leave. */
async function playAll(app) {
  const stages = new Map();
  for await (const line of createInterface({ input: process.stdin })) {
    const { stage, stop, ...env } = JSON.parse(line);
    stages.get(stop)?.('');
    if (stage) {
      const told = (kind, details) => tell(kind, { stage, ...details });
      const left = new Promise((resolve) => stages.set(stage, resolve));
      play((url) => followOn(app, url, told, left), { env, told }).then((exit) => told('done', { exit }));
    }
  }
}

// It takes seconds, and a job that was created should not wait for it.
const browser = await chromium.launch({ executablePath: program(), args: QUIET });
const app = await browser.newContext();
if (process.argv.includes('--stages')) {
  await playAll(app);
} else {
  await run((url) => followOn(app, url, tell, new Promise(() => {})));
}
await browser.close();
