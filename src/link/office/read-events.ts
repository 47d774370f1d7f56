import { z } from 'zod';
import { endV1, eventOfAnyKind, eventV1, type ReceivedEvent } from '../../contract/link.ts';

const endLine = endV1.extend({ type: z.literal('endV1') });

/**
 * Reads the NDJSON of events, line by line as it arrives. An event of a kind or with a value that this office does not
 * know is read as `unread`, with all that was told; so a newer gate is never refused for it.
 * @throws where a line is no event at all, out of order, or the answer was cut off (I5)
 */
export async function readEvents(response: Response, after: number): Promise<ReceivedEvent[]> {
  const events: ReceivedEvent[] = [];
  let ended = false;
  for await (const line of linesOf(response)) {
    if (ended) throw new Error('its answer goes on after its end');
    const told: unknown = JSON.parse(line);
    const end = endLine.safeParse(told);
    if (end.success) {
      if (end.data.lines !== events.length) throw new Error('its answer is not complete');
      ended = true;
      continue;
    }
    const event = readEvent(told);
    if (event.number <= (events.at(-1)?.number ?? after)) throw new Error('its events are out of order');
    events.push(event);
  }
  if (!ended) throw new Error('its answer was cut off');
  return events;
}

function readEvent(told: unknown): ReceivedEvent {
  const known = eventV1.safeParse(told);
  if (known.success) return known.data;
  const { number, id, at, companyId, websiteId, ...rest } = eventOfAnyKind.parse(told);
  const whole = { number, id, at, companyId, websiteId, ...rest };
  return {
    type: 'unread',
    number,
    id,
    at,
    companyId,
    websiteId,
    told: whole,
    problem: problemOf(known.error),
  };
}

/** Which values were not understood, never what they are: people’s data have no place in a log. */
function problemOf({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ')
    .slice(0, 500);
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
