import i18next, { type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { chooseLanguage, isLanguage, type Language } from '../../core/language.ts';

const storageKey = 'gatehouse.language';

/** Texts of a language are loaded when it is first used. */
const load: Record<Language, () => Promise<{ default: object }>> = {
  nl: () => import('./nl.ts'),
  en: () => import('./en.ts'),
};

export const i18n: I18n = i18next;

/** The language in use. */
export function currentLanguage(): Language {
  return isLanguage(i18n.language) ? i18n.language : 'nl';
}

/** Shows the interface in another language, here and at the next visit. */
export async function showLanguage(language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'translation')) {
    i18n.addResourceBundle(language, 'translation', (await load[language]()).default);
  }
  document.documentElement.lang = language;
  localStorage.setItem(storageKey, language);
  if (i18n.language !== language) await i18n.changeLanguage(language);
}

/** Starts with the language chosen last on this computer, or the browser's; the employee's own follows at sign-in. */
export async function startInterfaceLanguage(): Promise<void> {
  const language = chooseLanguage([localStorage.getItem(storageKey)], navigator.languages.join(','), 'en');
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: (await load[language]()).default } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}
