// An app in a real browser: Chromium's own EventSource, on a page of the server's own origin.
//
// CHROMIUM is the browser's program; without it, the first of the usual names on the PATH. With CHROMIUM_DEVTOOLS, the address of a
// browser's DevTools, that browser gets one page more, and none is started.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { EVENTS, isFinal, run, tell } from '../app.mjs';

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

const devtools = process.env.CHROMIUM_DEVTOOLS;
// It takes seconds, and a job that was created should not wait for it.
const app = devtools
  ? await chromium.connectOverCDP(devtools)
  : await chromium.launch({ executablePath: program(), args: QUIET });

await run(async (url) => {
  try {
    const page = await (await app.newContext()).newPage();
    const home = new URL('/app.html', url).href;
    // The page itself comes from here, so that the server sees nothing of it.
    await page.route(home, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>App</title>' }));
    await page.goto(home);
    const end = new Promise((resolve) => page.exposeFunction('ended', resolve));
    await page.exposeFunction('report', tell);
    await page.evaluate(follow, { url: url.href, names: EVENTS, final: EVENTS.filter(isFinal) });
    const name = await end;
    if (name === '') {
      throw new Error('the browser gave the stream up');
    }
    return name;
  } finally {
    await app.close();
  }
});
