// An app on npm "@microsoft/fetch-event-source". The library wants a page around it; it uses no more of one than this.
import { isFinal, run, tell } from '../app.mjs';

globalThis.window = globalThis;
globalThis.document = { hidden: false, addEventListener() {}, removeEventListener() {} };
const { fetchEventSource } = await import('@microsoft/fetch-event-source');

await run(async (url) => {
  const stop = new AbortController();
  let end = '';
  await fetchEventSource(url.href, {
    signal: stop.signal,
    onmessage: ({ event, id, data }) => {
      tell('event', { name: event, id, data });
      if (isFinal(event)) {
        end = event;
        stop.abort();
      }
    },
    // Returning nothing means: again, after the library's own time.
    onerror: (failure) => tell('error', { message: String(failure), status: 0 }),
  });
  if (end === '') {
    throw new Error('the stream ended, and the library takes that for the end of all');
  }
  return end;
});
