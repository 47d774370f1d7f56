import { Button, FileButton, Group, Text } from '@mantine/core';
import { IconPhoto, IconTrash } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plateBehindLogo, schemes } from '../../../../core/logo-ground.ts';
import { currentLanguage } from '../../../i18n/i18n.ts';
import type { WebsiteForm } from '../fields/website-labels.ts';
import { useIsLocked } from '../licence-notice.tsx';
import { LogoGroundField } from './logo-ground-field.tsx';
import classes from './look.module.css';
import { makeLogo, type PictureProblem } from './read-picture.ts';
import type { LogoFacts } from './use-logo-facts.ts';

/** The logo: chosen or dropped, made to fit, shown on light and dark, and taken away again. */
export function LogoField({ form, facts }: { form: WebsiteForm; facts: LogoFacts | null }) {
  const { t } = useTranslation();
  const isLocked = useIsLocked();
  const { logo, logoGround } = form.values.look;
  const [isOver, setIsOver] = useState(false);
  const [isWorking, setIsWorking] = useState(false);
  const [problem, setProblem] = useState<PictureProblem | null>(null);
  const newest = useRef(0);
  const take = async (file: File | null) => {
    if (file === null || isLocked) return;
    newest.current += 1;
    const turn = newest.current;
    setIsWorking(true);
    setProblem(null);
    const made = await makeLogo(file);
    // Another file was chosen meanwhile.
    if (turn !== newest.current) return;
    setIsWorking(false);
    if ('problem' in made) setProblem(made.problem);
    else form.setFieldValue('look.logo', made.url);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void take(event.dataTransfer.files.item(0));
  };
  const error = problem === null ? form.errors['look.logo'] : t(`look.logo.problems.${problem}`);
  return (
    <div>
      <section
        className={classes.logo}
        data-over={isOver || undefined}
        data-wrong={error === undefined ? undefined : true}
        aria-label={t('look.logo.part')}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
      >
        {logo === '' ? (
          <IconPhoto size={28} stroke={1.4} color="var(--gh-grey)" aria-hidden />
        ) : (
          <div className={classes.grounds}>
            {schemes.map((ground) => (
              <figure key={ground} className={classes.ground} data-ground={ground}>
                <img
                  src={logo}
                  alt={t('look.logo.alt')}
                  className={classes.picture}
                  data-plate={plateBehindLogo(logoGround, ground) ?? undefined}
                />
                <figcaption>{t(ground === 'light' ? 'look.logo.onLight' : 'look.logo.onDark')}</figcaption>
              </figure>
            ))}
          </div>
        )}
        <Group gap="xs" justify="center">
          {logo === '' ? <Text size="sm">{t('look.logo.drop')}</Text> : null}
          <FileButton
            onChange={(file) => void take(file)}
            accept="image/*"
            inputProps={{ 'aria-label': t('look.logo.choose') }}
          >
            {(props) => (
              <Button {...props} size="xs" variant="default" loading={isWorking} data-path="look.logo">
                {t(logo === '' ? 'look.logo.choose' : 'look.logo.replace')}
              </Button>
            )}
          </FileButton>
          {logo === '' ? null : (
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              leftSection={<IconTrash size={15} />}
              onClick={() => {
                setProblem(null);
                form.setFieldValue('look.logo', '');
              }}
            >
              {t('look.logo.remove')}
            </Button>
          )}
        </Group>
        <Text size="xs" c="dimmed" role="status">
          {isWorking
            ? t('look.logo.working')
            : facts === null
              ? t('look.logo.kinds')
              : t('look.logo.size', {
                  width: facts.width,
                  height: facts.height,
                  size: kilobytes(logo),
                })}
        </Text>
      </section>
      {error === undefined || error === null ? null : (
        <Text size="xs" c="var(--mantine-color-error)" mt={4} role="alert">
          {error}
        </Text>
      )}
      {logo === '' ? null : <LogoGroundField form={form} facts={facts} />}
    </div>
  );
}

/** Size of the picture itself; base64 takes four characters for three bytes. */
function kilobytes(dataUrl: string): string {
  const bytes = ((dataUrl.length - dataUrl.indexOf(',') - 1) * 3) / 4;
  return new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 1 }).format(bytes / 1000);
}
