import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type LiveTopic, liveTopic } from '../../contract/live.ts';
import { api } from './client.ts';

/** Which answers of the API are out of date when something changed. */
const affected: Record<LiveTopic, readonly { key: () => readonly unknown[] }[]> = {
  contacts: [api.contacts, api.accounts, api.companies],
  accounts: [api.accounts, api.contacts, api.publications.plan, api.companies, api.websites],
  applications: [api.applications, api.companies, api.websites],
  publications: [api.publications, api.accounts, api.websites, api.companies],
  websites: [
    api.websites,
    api.mailTexts,
    api.publications.plan,
    api.companies,
    api.accounts.explain,
    api.accounts.explainOnWebsite,
  ],
  mails: [api.mails, api.companies],
  licence: [api.licences, api.session.me, api.companies],
  imports: [api.contactImports, api.contacts],
  audit: [api.audit, api.contacts.timeline],
};
const gatherMs = 200;

/**
 * Listens to what changes in a company (server-sent events) and asks again for what the open screens show of it.
 * News of 200 ms are gathered; after a broken connection everything is asked again, as news may have been missed.
 */
export function useLiveUpdates(companyId: string): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const waiting = new Set<LiveTopic>();
    let timer: number | undefined;
    let interrupted = false;
    const source = new EventSource(`/api/companies/${companyId}/live`);
    const refresh = () => {
      timer = undefined;
      const parts = new Set([...waiting].flatMap((topic) => affected[topic]));
      waiting.clear();
      for (const part of parts) void queryClient.invalidateQueries({ queryKey: part.key() });
    };
    const gather = (topics: readonly LiveTopic[]) => {
      for (const topic of topics) waiting.add(topic);
      timer ??= window.setTimeout(refresh, gatherMs);
    };
    source.onmessage = (event: MessageEvent<string>) => {
      const topic = liveTopic.safeParse(event.data.replaceAll('"', '').trim());
      if (topic.success) gather([topic.data]);
    };
    source.onerror = () => {
      interrupted = true;
    };
    source.onopen = () => {
      if (interrupted) gather(liveTopic.options);
      interrupted = false;
    };
    return () => {
      window.clearTimeout(timer);
      source.close();
    };
  }, [companyId, queryClient]);
}
