import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry, register } from 'prom-client';
import type { Gate } from '../../gate/context.ts';

/** What the gate tells of itself in the format of Prometheus. */
export interface GateMetrics {
  /** A request of the link was answered. */
  observe(route: string, status: number, seconds: number): void;
  /** The whole text, with what others put into prom-client's own registry. */
  text(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics(gate: Pick<Gate, 'db'>): GateMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'gatehouse_link_requests_total',
    help: 'Requests of the office, by route and status.',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'gatehouse_link_request_seconds',
    help: 'Time to answer the office; long polls include their wait.',
    labelNames: ['route'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
    registers: [registry],
  });
  const mails = new Gauge({
    name: 'gatehouse_mails',
    help: 'Mails that are not sent, by state.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const rows = await gate.db
        .selectFrom('mail')
        .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
        .where('state', '<>', 'sent')
        .groupBy('state')
        .execute();
      this.reset();
      for (const state of ['waiting', 'sending', 'failed'])
        mails.set({ state }, rows.find((row) => row.state === state)?.count ?? 0);
    },
  });
  const waiting = new Gauge({
    name: 'gatehouse_events_waiting',
    help: 'Events that the office has not fetched yet.',
    registers: [registry],
    async collect() {
      const row = await gate.db.selectFrom('event_counter').selectAll().executeTakeFirst();
      waiting.set(row === undefined ? 0 : row.last - row.acknowledged);
    },
  });
  return {
    observe(route, status, seconds) {
      requests.inc({ route, status: String(status) });
      durations.observe({ route }, seconds);
    },
    text: () => Registry.merge([registry, register]).metrics(),
    contentType: registry.contentType,
  };
}
