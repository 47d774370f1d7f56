import { useTranslation } from 'react-i18next';
import classes from './contact-import.module.css';

const steps = ['file', 'columns', 'check', 'done'] as const;
export type StepName = (typeof steps)[number];

/** Where one is in the import. */
export function StepLine({ current }: { current: StepName }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.stepLine}>
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={step === current ? 'step' : undefined}
          data-past={index < steps.indexOf(current) || undefined}
        >
          {index + 1}. {t(`contactImport.steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
