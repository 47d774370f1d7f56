import { z } from 'zod';
import { type EventV1, endV1, eventV1 } from '../../contract/link.ts';

const eventLine = z.union([eventV1, endV1.extend({ type: z.literal('endV1') })]);

/**
 * Reads the NDJSON of events, line by line as it arrives.
 * @throws where a line is not of the contract, out of order, or the answer was cut off (I5)
 */
export async function readEvents(response: Response, after: number): Promise<EventV1[]> {
  const events: EventV1[] = [];
  let ended = false;
  for await (const line of linesOf(response)) {
    if (ended) throw new Error('its answer goes on after its end');
    const parsed = eventLine.parse(JSON.parse(line));
    if (parsed.type === 'endV1') {
      if (parsed.lines !== events.length) throw new Error('its answer is not complete');
      ended = true;
      continue;
    }
    if (parsed.number <= (events.at(-1)?.number ?? after)) throw new Error('its events are out of order');
    events.push(parsed);
  }
  if (!ended) throw new Error('its answer was cut off');
  return events;
}

/** The lines of an answer, without empty ones. */
async function* linesOf(response: Response): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of response.body ?? []) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield line;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
