// An app on the EventSource of npm "undici", the library behind Node's own fetch.
import { EventSource } from 'undici';
import { followWith, run } from '../app.mjs';

await run((url) => followWith(EventSource, url.href));
