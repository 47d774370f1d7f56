import { Anchor, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Application } from '../../../contract/applications.ts';
import type { Answer } from '../../../contract/website-settings.ts';
import classes from './applications.module.css';

/** What was answered to the website's own questions, in the words in which it was asked. */
export function Answers({ application }: { application: Application }) {
  const { t } = useTranslation();
  const { answers } = application.data;
  if (answers.length === 0) return null;
  return (
    <section aria-labelledby="answers">
      <Title order={3} fz="md" mb={4} id="answers">
        {t('applications.answers')}
      </Title>
      <dl className={classes.answers}>
        {answers.map((answer) => (
          <div key={answer.key}>
            <dt>{answer.label}</dt>
            <dd>
              <AnswerValue answer={answer} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function AnswerValue({ answer }: { answer: Answer }) {
  const { t } = useTranslation();
  const isTicked = answer.kind === 'tick' || answer.kind === 'consent';
  if (answer.value === '')
    return (
      <Text span size="sm" c="dimmed">
        {t(isTicked ? 'applications.notTicked' : 'applications.nothingTyped')}
      </Text>
    );
  if (!isTicked) return answer.value;
  return (
    <span className={classes.ticked}>
      <IconCheck size={15} aria-hidden />
      {t(answer.kind === 'consent' ? 'applications.agreed' : 'words.yes')}
      {/^https?:\/\//.test(answer.link) ? (
        <Anchor size="sm" href={answer.link} target="_blank" rel="noreferrer noopener">
          {t('applications.terms')}
          <span className="only-heard"> {t('websites.opensInNewTab')}</span>
        </Anchor>
      ) : answer.link === '' ? null : (
        <Text span size="sm" c="dimmed">
          {answer.link}
        </Text>
      )}
    </span>
  );
}
