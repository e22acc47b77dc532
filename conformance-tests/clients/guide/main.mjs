// The client of the migration guide (November 2025), taken over from Swift line by line, faults and all: what a team gets that follows
// the guide to the letter. It is here to be judged, not to be used.
//
// Changed are only what the guide's own server called otherwise (progress and complete are processing and completed, answers come in
// an envelope) and the types of the platform: URLSession's delegate is Node's http, a DispatchQueue a timer.
import http from 'node:http';
import { isFinal, run, tell } from '../app.mjs';

const RECONNECT_AFTER = 5000;

/** The guide's class SSEClient. */
class SSEClient {
  constructor(baseURL) {
    this.baseURL = baseURL;
    this.task = null;
    this.onProgress = undefined;
    this.onComplete = undefined;
    this.onError = undefined;
  }

  connect(jobId) {
    // URL(string: "\(baseURL)/api/v2/imports/\(jobId)/stream")
    const url = new URL(`${this.baseURL}/api/v2/imports/${jobId}/stream`);
    const task = http.get(url, { headers: { Accept: 'text/event-stream', 'Cache-Control': 'no-cache' } });
    task.url = url;
    this.task = task;
    task.on('response', (response) => {
      // didReceive data: as it comes from the network, whatever the status is.
      response.on('data', (data) => this.didReceive(data));
      response.on('end', () => this.didComplete(task, null));
      response.on('error', (error) => this.didComplete(task, error));
    });
    task.on('error', (error) => this.didComplete(task, error));
  }

  disconnect() {
    this.task?.destroy();
    this.task = null;
  }

  didReceive(data) {
    // guard let eventString = String(data: data, encoding: .utf8) else { return }
    let eventString;
    try {
      eventString = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
    } catch {
      return;
    }
    this.parseSSEEvents(eventString);
  }

  didComplete(task, error) {
    if (task.completed) {
      return; // Node tells of one loss in two places, URLSession in one.
    }
    task.completed = true;
    if (error && this.task !== null) {
      this.onError?.(error);
      setTimeout(() => {
        const jobId = this.getCurrentJobId();
        if (jobId !== null) {
          this.connect(jobId);
        }
      }, RECONNECT_AFTER);
    }
  }

  parseSSEEvents(eventString) {
    for (const event of eventString.split('\n\n')) {
      if (event === '') {
        continue;
      }
      let eventType = 'message';
      let eventData = '';
      for (const line of event.split('\n')) {
        if (line.startsWith('event: ')) {
          eventType = line.slice(7);
        } else if (line.startsWith('data: ')) {
          eventData += line.slice(6);
        }
      }
      this.handleSSEEvent(eventType, eventData);
    }
  }

  handleSSEEvent(type, data) {
    switch (type) {
      case 'processing': {
        const progress = decode(data, ['progress', 'processedCount', 'totalCount', 'status']);
        if (progress) {
          this.onProgress?.(progress);
        }
        break;
      }
      case 'completed': {
        const result = decode(data, ['jobId', 'status']);
        if (result) {
          this.onComplete?.(result);
          this.disconnect();
        }
        break;
      }
      case 'error': {
        const failure = decode(data, ['code', 'message']);
        if (failure) {
          this.onError?.(new Error(failure.message));
          this.disconnect();
        }
        break;
      }
      default:
        tell('open', { unknown: type });
    }
  }

  getCurrentJobId() {
    // task?.originalRequest?.url?.lastPathComponent
    return this.task === null ? null : this.task.url.pathname.split('/').at(-1);
  }
}

/** try? JSONDecoder().decode(...): a field that is missing makes the whole event nothing. */
function decode(data, fields) {
  try {
    const value = JSON.parse(data);
    return fields.every((field) => Object.hasOwn(value, field)) ? value : null;
  } catch {
    return null;
  }
}

await run(
  (url, job) =>
    new Promise((resolve) => {
      const client = new SSEClient(url.origin);
      client.onProgress = (progress) => tell('event', { name: 'processing', id: '', data: JSON.stringify(progress) });
      client.onComplete = (result) => {
        tell('event', { name: 'completed', id: '', data: JSON.stringify(result) });
        resolve(isFinal(result.status) ? result.status : 'completed');
      };
      client.onError = (error) => tell('error', { message: error.message, status: 0 });
      client.connect(job.jobId);
    }),
);
