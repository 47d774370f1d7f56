import { Group, SimpleGrid, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Colour, parseColour, textContrast } from '../../../../core/contrast.ts';
import { contrastWithCard, type LookColours, lookColours } from '../../../../core/look-colours.ts';
import { currentLanguage } from '../../../i18n/i18n.ts';
import type { WebsiteForm } from '../fields/website-labels.ts';
import classes from './look.module.css';

type Scheme = 'light' | 'dark';
const nameOf = { light: 'accent', dark: 'accentDark' } as const;

/** The accent colour on light and on dark, each with how well it reads there. */
export function AccentFields({ form, ofLogo }: { form: WebsiteForm; ofLogo: readonly Colour[] }) {
  const { t } = useTranslation();
  const colours = lookColours(form.values.look);
  return (
    <div>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <AccentField form={form} scheme="light" colours={colours.light} />
        <AccentField form={form} scheme="dark" colours={colours.dark} />
      </SimpleGrid>
      {ofLogo.length === 0 ? null : (
        <Group gap={8} mt="sm">
          <Text size="sm" c="dimmed">
            {t('look.colours.ofLogo')}
          </Text>
          {ofLogo.map((colour) => (
            <UnstyledButton
              key={colour}
              className={classes.swatch}
              style={{ background: colour }}
              aria-label={t('look.colours.take', { colour })}
              title={colour}
              onClick={() => form.setFieldValue('look.accent', colour)}
            />
          ))}
        </Group>
      )}
    </div>
  );
}

interface AccentFieldProps {
  form: WebsiteForm;
  scheme: Scheme;
  /** What the pages make of it. */
  colours: LookColours;
}

function AccentField({ form, scheme, colours }: AccentFieldProps) {
  const { t } = useTranslation();
  const name = nameOf[scheme];
  const value = form.values.look[name];
  const label = t(`look.colours.${name}`);
  const set = (typed: string) => form.setFieldValue(`look.${name}`, tidyColour(typed));
  return (
    <div>
      <TextInput
        label={label}
        description={t(scheme === 'light' ? 'look.colours.hint' : 'look.colours.hintDark')}
        placeholder={colours.accent}
        autoComplete="off"
        spellCheck={false}
        maxLength={7}
        leftSection={
          <input
            type="color"
            className={classes.pick}
            aria-label={t('look.colours.pick', { which: label })}
            value={colours.accent}
            onChange={(event) => set(event.currentTarget.value)}
          />
        }
        {...form.getInputProps(`look.${name}`)}
        onChange={(event) => set(event.currentTarget.value)}
      />
      {value !== '' && parseColour(value) === null ? null : <Reading colours={colours} scheme={scheme} />}
    </div>
  );
}

/** How well the colour reads on the page, and what the pages do about it where it does not. */
function Reading({ colours, scheme }: { colours: LookColours; scheme: Scheme }) {
  const { t } = useTranslation();
  const figure = contrastWithCard(colours.accent, scheme);
  const rounded = Math.floor(figure * 10) / 10;
  const notes = [
    colours.link === colours.accent ? null : t('look.colours.linkChanged', { colour: colours.link }),
    colours.edge === colours.accent ? null : t('look.colours.edgeAdded'),
  ].filter((note) => note !== null);
  const isGood = figure >= textContrast && notes.length === 0;
  return (
    <Text size="xs" mt={6} className={classes.reading} data-good={isGood || undefined} role="status">
      {isGood ? <IconCheck size={14} aria-hidden /> : <IconAlertTriangle size={14} aria-hidden />}
      <span>
        {t('look.colours.figure', { figure: rounded.toLocaleString(currentLanguage()) })}
        {': '}
        {isGood ? t('look.colours.good') : notes.join('; ')}
      </span>
    </Text>
  );
}

/** What people type or paste for a colour, as the contract has it: `#0F6B5C` and `0f6b5c` are taken too. */
function tidyColour(typed: string): string {
  const text = typed.trim().toLowerCase();
  return /^[0-9a-f]{6}$/.test(text) ? `#${text}` : text;
}
