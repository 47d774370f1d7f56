import { type LiveTopic, liveTopic } from '../../contract/live.ts';
import type { DatabaseLog } from '../../database/log.ts';
import { listen } from '../../database/notify.ts';
import { liveChannel } from './announce.ts';

/** Hears what any office process announces, and tells the open screens of this one. */
export interface LiveHub {
  /** Calls `hear` with each topic of a company; returns how to stop. */
  subscribe(companyId: string, hear: (topic: LiveTopic) => void): () => void;
  close(): Promise<void>;
}

/**
 * Listens to the announcements on a connection of its own. After a lost connection every screen is told of every
 * topic, because news may have been missed.
 */
export function createLiveHub(url: string, log: DatabaseLog): LiveHub {
  const hearers = new Map<string, Set<(topic: LiveTopic) => void>>();
  const listener = listen({
    url,
    schema: 'office',
    log,
    channels: {
      [liveChannel]: (payload) => {
        const [companyId = '', name] = payload.split(' ');
        const topic = liveTopic.safeParse(name);
        if (topic.success) for (const hear of hearers.get(companyId) ?? []) hear(topic.data);
      },
    },
    onReconnect: () => {
      for (const topic of liveTopic.options) {
        for (const company of hearers.values()) for (const hear of company) hear(topic);
      }
    },
  });
  return {
    subscribe(companyId, hear) {
      const company = hearers.get(companyId) ?? new Set();
      hearers.set(companyId, company.add(hear));
      return () => {
        company.delete(hear);
        if (company.size === 0) hearers.delete(companyId);
      };
    },
    close: () => listener.close(),
  };
}
