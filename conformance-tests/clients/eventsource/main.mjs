// An app on npm "eventsource".
import { EventSource } from 'eventsource';
import { followWith, run } from '../app.mjs';

await run((url) => followWith(EventSource, url.href));
