import { authorise, os } from '../api.ts';
import { createContact } from './create-contact.ts';
import { getContact } from './get-contact.ts';
import { listContacts } from './list/list-contacts.ts';
import { listAccessAtStake } from './list-access-at-stake.ts';
import { mergeContacts } from './merge/merge-contacts.ts';
import { addPerson } from './persons/add-person.ts';
import { removePerson } from './persons/remove-person.ts';
import { updatePerson } from './persons/update-person.ts';
import { removeContact } from './remove-contact.ts';
import { setContactActive } from './set-contact-active.ts';
import { listTimeline } from './timeline/list-timeline.ts';
import { updateContact } from './update-contact.ts';

export const contactsRoutes = {
  list: os.contacts.list.handler(({ input, context }) => {
    const { companyId } = authorise(context, input.companyId);
    return listContacts(context.office.db, { ...input, companyId });
  }),
  get: os.contacts.get.handler(({ input, context }) =>
    getContact(context.office.db, authorise(context, input.companyId).companyId, input.contactId),
  ),
  create: os.contacts.create.handler(({ input, context }) =>
    createContact(context.office, authorise(context, input.companyId), input.contact),
  ),
  update: os.contacts.update.handler(({ input, context }) =>
    updateContact(context.office, authorise(context, input.companyId), input),
  ),
  setActive: os.contacts.setActive.handler(({ input, context }) =>
    setContactActive(context.office, authorise(context, input.companyId), input),
  ),
  accessAtStake: os.contacts.accessAtStake.handler(({ input, context }) =>
    listAccessAtStake(context.office.db, authorise(context, input.companyId).companyId, input.contactId),
  ),
  merge: os.contacts.merge.handler(({ input, context }) =>
    mergeContacts(context.office, authorise(context, input.companyId), input),
  ),
  remove: os.contacts.remove.handler(async ({ input, context }) => {
    await removeContact(context.office, authorise(context, input.companyId), input);
    return { ok: true } as const;
  }),
  timeline: os.contacts.timeline.handler(({ input, context }) => {
    const { companyId, language } = authorise(context, input.companyId);
    return listTimeline(context.office.db, companyId, input, language);
  }),
  addPerson: os.contacts.addPerson.handler(({ input, context }) =>
    addPerson(context.office, authorise(context, input.companyId), input),
  ),
  updatePerson: os.contacts.updatePerson.handler(({ input, context }) =>
    updatePerson(context.office, authorise(context, input.companyId), input),
  ),
  removePerson: os.contacts.removePerson.handler(({ input, context }) =>
    removePerson(context.office, authorise(context, input.companyId), input),
  ),
};
