// An app on npm "eventsource-client".
import { createEventSource } from 'eventsource-client';
import { isFinal, run, tell } from '../app.mjs';

await run(
  (url) =>
    new Promise((resolve) => {
      const source = createEventSource({
        url,
        onConnect: () => tell('open'),
        onScheduleReconnect: ({ delay }) => tell('error', { message: `comes back in ${delay} ms`, status: 0 }),
        onMessage: ({ event = 'message', id = '', data }) => {
          tell('event', { name: event, id, data });
          if (isFinal(event)) {
            source.close();
            resolve(event);
          }
        },
      });
    }),
);
