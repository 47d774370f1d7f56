import { Alert, Button, Group, Input, SegmentedControl, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { betterLogoGround, logoGrounds, schemesWhereFaint } from '../../../../core/logo-ground.ts';
import type { WebsiteForm } from '../fields/website-labels.ts';
import { useIsLocked } from '../licence-notice.tsx';
import type { LogoFacts } from './use-logo-facts.ts';

/** What stands behind the logo, and a warning where the logo is hardly visible on it, with what is better. */
export function LogoGroundField({ form, facts }: { form: WebsiteForm; facts: LogoFacts | null }) {
  const { t } = useTranslation();
  const isLocked = useIsLocked();
  const labelId = useId();
  const chosen = form.values.look.logoGround;
  const set = (value: string) =>
    form.setFieldValue('look.logoGround', logoGrounds.find((one) => one === value) ?? 'auto');
  return (
    <>
      {facts === null ? null : <FaintLogo chosen={chosen} facts={facts} onBetter={set} />}
      <Input.Label component="div" id={labelId} mt="sm" mb={4}>
        {t('look.ground.label')}
      </Input.Label>
      <SegmentedControl
        fullWidth
        aria-labelledby={labelId}
        disabled={isLocked}
        value={chosen}
        data={logoGrounds.map((value) => ({ value, label: t(`look.ground.choices.${value}.name`) }))}
        onChange={set}
      />
      <Text size="xs" c="dimmed" mt={6}>
        {t(`look.ground.choices.${chosen}.text`)}
      </Text>
    </>
  );
}

interface FaintLogoProps {
  chosen: WebsiteForm['values']['look']['logoGround'];
  facts: LogoFacts;
  onBetter: (value: string) => void;
}

function FaintLogo({ chosen, facts, onBetter }: FaintLogoProps) {
  const { t } = useTranslation();
  const isLocked = useIsLocked();
  const [first, second] = schemesWhereFaint(chosen, facts.isFaintOn);
  if (first === undefined) return null;
  const better = betterLogoGround(chosen, facts.isFaintOn);
  return (
    <Alert color="yellow" variant="light" mt="xs" py={8} role="status" icon={<IconAlertTriangle size={18} />}>
      <Text size="sm">{t(`look.ground.faint.${second === undefined ? first : 'both'}`)}</Text>
      {better === null ? (
        <Text size="sm">{t('look.ground.noneBetter')}</Text>
      ) : (
        <Group mt={6}>
          <Button size="xs" variant="default" disabled={isLocked} onClick={() => onBetter(better)}>
            {t('look.ground.better', { name: t(`look.ground.choices.${better}.name`) })}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
