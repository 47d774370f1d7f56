import type { AccountInput } from '../../contract/accounts.ts';
import { deletionRefusal } from '../../contract/link.ts';
import { decideAccess } from '../../core/access.ts';
import { AppError } from '../../core/errors.ts';
import type { VisitorLanguage } from '../../core/language.ts';
import { planChange } from '../../core/publication-plan.ts';
import type { LinkMode, MailEvent } from '../../core/website.ts';
import type { Office, Staff } from '../context.ts';
import { renderPlannedMail } from '../publications/render-planned-mail.ts';
import { readSettings } from '../websites/published-settings.ts';
import { accessOf, websiteAccessOf } from './access-facts.ts';
import { readPublished } from './account-content.ts';
import { stateOfInput } from './check-account-input.ts';

export interface ChangePreview {
  linkMode: LinkMode;
  mails: { event: MailEvent; to: string; language: VisitorLanguage; subject: string; text: string }[];
  access: 'gains' | 'loses' | 'keeps' | 'none';
}

/**
 * What OK will bring about, told before it (R3, R7): whether the person gains or loses access, and the mails as they
 * would be sent. Compared with what the gate has, as the publication will.
 * @throws AppError `not_found`
 */
export async function previewChange(
  office: Office,
  staff: Staff,
  input: {
    readonly contactId: string;
    readonly accountId: string | null;
    readonly account: AccountInput;
    readonly remove: boolean;
  },
): Promise<ChangePreview> {
  const { companyId } = staff;
  const website = await office.db
    .selectFrom('website')
    .select('link_mode')
    .where('company_id', '=', companyId)
    .where('id', '=', input.account.websiteId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  const contact = await office.db
    .selectFrom('contact')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', input.contactId)
    .executeTakeFirst();
  const known =
    input.accountId === null
      ? undefined
      : await office.db
          .selectFrom('account')
          .select(['published', 'email_verified_at', 'deletion_refused'])
          .where('company_id', '=', companyId)
          .where('id', '=', input.accountId)
          .executeTakeFirst();
  if (website === undefined || contact === undefined) throw new AppError('not_found');
  const person = await office.db
    .selectFrom('contact_person')
    .select('name')
    .where('company_id', '=', companyId)
    .where('id', '=', input.account.personId ?? companyId)
    .executeTakeFirst();
  const settings = await readSettings(office.db, companyId, input.account.websiteId);
  const published = readPublished(known?.published ?? null);
  const state = stateOfInput(input.account, input.contactId);
  const refused = deletionRefusal.safeParse(known?.deletion_refused).data;
  const after = {
    ...state,
    status: input.remove ? ('ended' as const) : state.status,
    contactActive: contact.active,
    contactNumber: contact.number,
    contactName: contact.name,
    personName: person?.name ?? '',
    contactTypes: [],
    priceGroup: contact.price_group,
    language: contact.language,
    ...(refused && { deletionRefused: refused }),
  };
  const now = office.clock.now();
  const access = websiteAccessOf(settings);
  const before = published === null ? null : accessOf(published);
  const goesUnseen = input.remove && published === null;
  const plan = planChange(access, before, accessOf(after), now);
  const could = decideAccess(access, before, now).allowed;
  return {
    linkMode: website.link_mode === 'manual' ? 'manual' : 'automatic',
    mails: (goesUnseen ? [] : plan.mails).map((mail) => {
      const rendered = renderPlannedMail(settings, after, mail, (known?.email_verified_at ?? null) === null);
      const { language, subject, text } = rendered;
      return { event: mail.event, to: mail.to, language, subject, text };
    }),
    access: plan.effect === 'gains' || plan.effect === 'loses' ? plan.effect : could ? 'keeps' : 'none',
  };
}
