import type { TFunction } from 'i18next';
import type { ApplicationRow } from '../../../contract/applications.ts';

/** How an application stands, in the words of its kind. */
export function decisionWords(t: TFunction, { kind, state }: Pick<ApplicationRow, 'kind' | 'state'>): string {
  return kind === 'deletion'
    ? t(`applications.deletion.decisions.${state}`)
    : t(`applications.decisions.${state}`);
}
