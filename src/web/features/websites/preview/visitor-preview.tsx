import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitorLanguage } from '../../../../core/language.ts';
import { plateBehindLogo } from '../../../../core/logo-ground.ts';
import { type LookColours, lookColours } from '../../../../core/look-colours.ts';
import { useCompany } from '../../../api/me.ts';
import type { WebsiteValues } from '../website-values.ts';
import classes from './preview.module.css';
import { PreviewForm } from './preview-form.tsx';
import { PreviewButton, PreviewField, PreviewTick } from './preview-parts.tsx';
import { previewWord } from './preview-words.ts';

export const previewPages = ['signIn', 'signUp', 'waiting'] as const;
export type PreviewPage = (typeof previewPages)[number];

interface VisitorPreviewProps {
  values: WebsiteValues;
  page: PreviewPage;
  language: VisitorLanguage;
  scheme: 'light' | 'dark';
}

/** A visitor page as it will look with these settings: drawn, so that nothing in it can be used. */
export function VisitorPreview({ values, page, language, scheme }: VisitorPreviewProps) {
  const { t } = useTranslation();
  const company = useCompany()?.name ?? '';
  const { look } = values;
  const colours = lookColours(look)[scheme];
  const site = values.name;
  const foot = look.footText[language];
  return (
    <div
      role="img"
      aria-label={`${t(`look.preview.is.${page}`)}, ${t(`look.preview.${scheme}`)}`}
      className={classes.page}
      data-scheme={scheme}
      lang={language}
      style={variablesOf(colours)}
    >
      <div className={classes.brand}>
        {look.logo === '' ? (
          <>
            <span className={classes.mark}>{[...site.trim()][0]?.toUpperCase() ?? ''}</span>
            <span>{site}</span>
          </>
        ) : (
          <img
            className={classes.logo}
            src={look.logo}
            alt=""
            data-plate={plateBehindLogo(look.logoGround, scheme) ?? undefined}
          />
        )}
      </div>
      <div className={classes.card}>
        <PageContent values={values} page={page} language={language} names={{ site, company }} />
      </div>
      {foot === '' ? null : <div className={classes.foot}>{foot}</div>}
    </div>
  );
}

function variablesOf(colours: LookColours): CSSProperties {
  return {
    '--accent': colours.accent,
    '--on-accent': colours.onAccent,
    '--edge': colours.edge,
    '--link': colours.link,
  } as CSSProperties; // which knows no variables of one's own
}

interface PageContentProps extends Omit<VisitorPreviewProps, 'scheme'> {
  names: { site: string; company: string };
}

function PageContent({ values, page, language, names }: PageContentProps) {
  const say = (word: Parameters<typeof previewWord>[0]) => previewWord(word, language, names);
  const { look, signIn, introduction, policy } = values;
  switch (page) {
    case 'signIn':
      return (
        <>
          <div className={classes.title}>{say('signIn')}</div>
          <div className={classes.lead}>{introduction[language] || say('introduction')}</div>
          <PreviewField label={say('email')} />
          <PreviewField label={say('password')} />
          {signIn.keepSignedIn ? <PreviewTick label={say('keepSignedIn')} /> : null}
          <PreviewButton>{say('signIn')}</PreviewButton>
          {signIn.magicLink ? <PreviewButton quiet>{say('mailLink')}</PreviewButton> : null}
          <div className={classes.ways}>
            <span className={classes.link}>{say('forgotten')}</span>
            {values.showCreateUser && policy !== 'owner_only' ? (
              <span>
                {say('noAccountYet')} <span className={classes.link}>{say('signUp')}</span>
              </span>
            ) : null}
          </div>
        </>
      );
    case 'signUp':
      return (
        <>
          <div className={classes.title}>{say('signUp')}</div>
          <div className={classes.lead}>
            {look.signUpText[language] || say('signUpLead')}
            {policy === 'automatic' ? null : ` ${say('signUpManual')}`}
          </div>
          <PreviewForm values={values} language={language} say={say} />
          <PreviewButton>{say('signUpSubmit')}</PreviewButton>
        </>
      );
    case 'waiting':
      return (
        <>
          <div className={classes.title}>{say('waitingTitle')}</div>
          <div className={classes.lead}>
            {say('waitingText')} {look.waitingText[language]}
          </div>
        </>
      );
  }
}
