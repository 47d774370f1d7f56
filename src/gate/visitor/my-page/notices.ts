import type { Page } from '../../pages/page-model.ts';
import type { TextKey } from '../../pages/texts/page-text.ts';
import type { Visit } from '../visit.ts';
import type { Typed } from '../visitor-page.ts';

/** What the pages of My page may say after something was done, by the `notice` in their address. */
const notices: ReadonlyMap<string, TextKey> = new Map([
  ['saved', 'noticeSaved'],
  ['unchanged', 'noticeUnchanged'],
  ['password', 'noticePasswordChanged'],
  ['device_signed_out', 'noticeSessionEnded'],
  ['others_signed_out', 'noticeOthersEnded'],
  ['deletion_asked', 'noticeDeletionAsked'],
  ['deletion_taken_back', 'noticeDeletionTakenBack'],
]);

/** The notice of a page that was asked for after something was done; none beside a mistake. */
export function noticeOn(visit: Visit, typed?: Typed): Pick<Page, 'notice'> {
  const key = notices.get(visit.query.notice ?? '');
  return key === undefined || typed !== undefined ? {} : { notice: visit.say(key) };
}
