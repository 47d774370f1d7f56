import { Checkbox, Fieldset, Group, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { contactTypes } from '../../../contract/contacts.ts';
import type { ContractForm } from '../../components/form/contract-form.ts';
import { CountrySelect, LanguageSelect } from '../../components/form/country-select.tsx';
import type { ContactValueName, ContactValues } from './contact-values.ts';

/** The names of a contact's fields as they stand on the screen. */
export function useContactLabels(): Record<ContactValueName, string> {
  const { t } = useTranslation();
  return {
    number: t('words.fields.number'),
    name: t('words.fields.name'),
    street: t('words.fields.street'),
    postcode: t('words.fields.postcode'),
    town: t('words.fields.town'),
    country: t('words.fields.country'),
    phone: t('words.fields.phone'),
    email: t('words.fields.email'),
    registrationNo: t('words.fields.registrationNo'),
    vatNo: t('words.fields.vatNo'),
    types: t('words.fields.types'),
    priceGroup: t('words.fields.priceGroup'),
    language: t('words.fields.language'),
  };
}

/** All fields of a contact (R1), in four groups. */
export function ContactFields({ form }: { form: ContractForm<ContactValues> }) {
  const { t } = useTranslation();
  const labels = useContactLabels();
  const text = (name: ContactValueName) => ({
    label: labels[name],
    autoComplete: 'off',
    ...form.getInputProps(name),
  });
  return (
    <>
      <Fieldset legend={t('card.groups.identity')} variant="unstyled">
        <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
          <TextInput {...text('name')} />
          <TextInput {...text('number')} placeholder={t('card.numberHint')} className="numbers" />
          <TextInput {...text('registrationNo')} className="numbers" />
          <TextInput {...text('vatNo')} className="numbers" />
        </SimpleGrid>
        <Checkbox.Group label={labels.types} mt="sm" {...form.getInputProps('types')}>
          <Group gap="md" mt={6}>
            {contactTypes.map((type) => (
              <Checkbox key={type} size="sm" value={type} label={t(`words.contactTypes.${type}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      </Fieldset>
      <Fieldset legend={t('card.groups.address')} variant="unstyled">
        <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
          <TextInput {...text('street')} />
          <Group gap="sm" wrap="nowrap" align="flex-start">
            <TextInput w={110} {...text('postcode')} />
            <TextInput flex={1} {...text('town')} />
          </Group>
          <CountrySelect
            label={labels.country}
            placeholder={t('card.countryNone')}
            {...form.getInputProps('country')}
            value={form.values.country}
          />
        </SimpleGrid>
      </Fieldset>
      <Fieldset legend={t('card.groups.reach')} variant="unstyled">
        <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
          <TextInput type="email" {...text('email')} />
          <TextInput type="tel" className="numbers" {...text('phone')} />
          <LanguageSelect
            label={labels.language}
            description={t('card.languageHint')}
            placeholder={t('card.languageNone')}
            {...form.getInputProps('language')}
            value={form.values.language}
          />
        </SimpleGrid>
      </Fieldset>
      <Fieldset legend={t('card.groups.trade')} variant="unstyled">
        <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
          <TextInput description={t('card.priceGroupHint')} {...text('priceGroup')} />
        </SimpleGrid>
      </Fieldset>
    </>
  );
}
