import { SegmentedControl, Text } from '@mantine/core';
import { IconArrowUp, IconCheck, IconPoint, IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Explanation, visitExplanation } from '../../contract/explanation.ts';
import { isAboutPerson, type VisitStep } from '../../core/visit/visit-step.ts';
import { tellStep, type VisitNames } from '../../core/visit/visit-words.ts';
import { currentLanguage } from '../i18n/i18n.ts';
import { exactTime } from './relative-time.tsx';
import classes from './visit-answer.module.css';

type Side = 'office' | 'published';
type SideAnswer = z.infer<typeof visitExplanation>;

/**
 * Whether somebody gets in, and each rule in words: as the office has it and, where that differs, as the
 * website has it.
 */
export function VisitAnswer({ answer }: { answer: Explanation }) {
  const { t } = useTranslation();
  const [side, setSide] = useState<Side>('office');
  const { published } = answer;
  const waiting = published === null ? [] : differing(answer, published);
  const isSame = published !== null && waiting.length === 0;
  const shown = side === 'published' && published !== null && !isSame ? published : answer;
  const { website, host, email, publishedEmail } = answer.names;
  const names = { website, host, email: shown === answer ? email : publishedEmail };
  return (
    <div>
      {published === null || isSame ? null : (
        <SegmentedControl
          size="xs"
          mb="sm"
          aria-label={t('explain.sides')}
          value={side}
          onChange={(value) => setSide(value === 'published' ? 'published' : 'office')}
          data={[
            { value: 'office', label: <SideLabel answer={answer} name={t('explain.office')} /> },
            { value: 'published', label: <SideLabel answer={published} name={t('explain.published')} /> },
          ]}
        />
      )}
      <Verdict answer={shown} />
      <Text size="sm" c="dimmed" mt={2}>
        {t(published === null ? 'explain.never' : isSame ? 'explain.same' : 'explain.differs')}
      </Text>
      <Steps answer={shown} names={names} waiting={shown === answer ? waiting : []} />
    </div>
  );
}

/** Rules about which office and website find something else. */
function differing(office: SideAnswer, published: SideAnswer): string[] {
  const found = (step: VisitStep) => JSON.stringify([step.finding, step.passed, step.facts]);
  const there = new Map(published.steps.map((step) => [step.rule, found(step)]));
  const rules = office.steps
    // What the office alone knows is no difference.
    .filter((step) => step.rule !== 'last_signed_in' && there.get(step.rule) !== found(step))
    .map(({ rule }) => rule);
  const here = new Set(office.steps.map(({ rule }) => rule));
  return [...rules, ...[...there.keys()].filter((rule) => !here.has(rule))];
}

function SideLabel({ answer, name }: { answer: SideAnswer; name: string }) {
  return (
    <span style={{ display: 'inline-flex', gap: 4, alignItems: 'center' }}>
      <Mark passed={answer.allowed} />
      {name}
    </span>
  );
}

function Verdict({ answer: { allowed, open, identified } }: { answer: SideAnswer }) {
  const { t } = useTranslation();
  const key = !allowed ? 'refused' : !open ? 'allowed' : identified ? 'openKnown' : 'openGuest';
  return (
    <p className={classes.verdict} style={{ color: allowed ? 'var(--gh-green)' : 'var(--gh-red)' }}>
      {allowed ? (
        <IconCheck size={18} stroke={2.2} aria-hidden />
      ) : (
        <IconX size={18} stroke={2.2} aria-hidden />
      )}
      {t(`explain.${key}`)}
    </p>
  );
}

interface StepsProps {
  answer: SideAnswer;
  names: VisitNames;
  waiting: readonly string[];
}

function Steps({ answer, names, waiting }: StepsProps) {
  const { t } = useTranslation();
  const headingId = useId();
  const { open, steps } = answer;
  // On an open page the rules about the person keep nobody out, so they stand apart.
  const page = open ? steps.filter(({ rule }) => !isAboutPerson(rule)) : steps;
  const person = open ? steps.filter(({ rule }) => isAboutPerson(rule)) : [];
  const list = (shown: readonly VisitStep[], labelledBy?: string) => (
    <ol className={classes.steps} aria-labelledby={labelledBy}>
      {shown.map((step) => (
        <Step key={step.rule} step={step} names={names} waits={waiting.includes(step.rule)} />
      ))}
    </ol>
  );
  return (
    <>
      {list(page)}
      {person.length === 0 ? null : (
        <>
          <p className={classes.person} id={headingId}>
            {t('explain.person')}
          </p>
          {list(person, headingId)}
        </>
      )}
    </>
  );
}

function Step({ step, names, waits }: { step: VisitStep; names: VisitNames; waits: boolean }) {
  const { t } = useTranslation();
  const { what, advice } = tellStep(step, names, currentLanguage(), (time) => exactTime(time.toISOString()));
  return (
    <li>
      <Mark passed={step.passed} />
      <p>
        {what}{' '}
        {waits ? (
          <span className={classes.waits}>
            <IconArrowUp size={14} aria-hidden />
            {t('explain.waits')}
          </span>
        ) : null}
      </p>
      {advice === null ? null : <p className={classes.advice}>{advice}</p>}
    </li>
  );
}

function Mark({ passed }: { passed: boolean | null }) {
  const { t } = useTranslation();
  if (passed === null)
    return <IconPoint size={16} color="var(--gh-grey)" aria-label={t('explain.neutral')} />;
  return passed ? (
    <IconCheck size={16} color="var(--gh-green)" stroke={2.2} aria-label={t('explain.passed')} />
  ) : (
    <IconX size={16} color="var(--gh-red)" stroke={2.2} aria-label={t('explain.failed')} />
  );
}
