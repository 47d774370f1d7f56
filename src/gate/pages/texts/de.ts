import type { TextKey } from './nl.ts';

/** What the visitor pages say in German. */
export const de: Readonly<Record<TextKey, string>> = {
  languageLabel: 'Sprache',
  summaryTitle: 'Bitte sehen Sie sich das noch einmal an',
  optional: 'freiwillig',
  required: 'Bitte ausfüllen.',
  tooLong: 'Das ist zu lang.',
  badCharacters: 'Hier stehen Zeichen, die nicht verwendet werden können. Geben Sie es neu ein.',
  badEmail: 'Das ist keine E-Mail-Adresse. Prüfen Sie, ob ein @ darin steht und das Ende stimmt.',
  badChoice: 'Wählen Sie ein Land aus der Liste.',
  formStale: 'Diese Seite war zu lange offen. Es wurde nichts gesendet; senden Sie das Formular noch einmal.',
  foreignForm:
    'Dieses Formular kam nicht von dieser Website. Öffnen Sie die Seite neu und füllen Sie es dort aus.',
  tooManyMinutes: 'Zu viele Versuche. Warten Sie {minutes} Minuten und versuchen Sie es dann noch einmal.',
  passwordWeak: 'Dieses Passwort ist zu leicht zu erraten: {reason}.',
  passwordHint: 'Mindestens {length} Zeichen. Ein paar Wörter hintereinander gehen gut.',
  show: 'Zeigen',
  hide: 'Verbergen',
  strength: 'Stärke',
  strengthWeak: 'schwach, wird abgelehnt',
  strengthFair: 'mittel',
  strengthGood: 'stark',

  email: 'E-Mail-Adresse',
  password: 'Passwort',
  newPassword: 'Neues Passwort',
  currentPassword: 'Jetziges Passwort',
  choosePassword: 'Passwort wählen',
  firstName: 'Vorname',
  lastName: 'Nachname',
  companyName: 'Firma',
  phone: 'Telefon',
  street: 'Straße und Hausnummer',
  postcode: 'Postleitzahl',
  town: 'Ort',
  country: 'Land',
  countryNone: 'Land wählen',
  registrationNo: 'Handelsregisternummer',
  vatNo: 'USt-IdNr.',
  moreDetails: 'Firmendaten und Adresse',
  moreDetailsHint: 'Freiwillig, aber so erkennen wir Sie leichter als Kunden.',

  signIn: 'Anmelden',
  introduction: 'Diese Seite ist für Kunden und Partner von {company}.',
  forgotten: 'Passwort vergessen',
  createUser: 'Konto beantragen',
  noAccountYet: 'Noch kein Konto?',
  wrongSignIn:
    'Diese E-Mail-Adresse und dieses Passwort gehören nicht zusammen. Prüfen Sie beide oder wählen Sie „Passwort vergessen“.',
  noticePasswordSet: 'Ihr Passwort ist gespeichert. Melden Sie sich damit an.',
  noticeConfirmed: 'Ihre E-Mail-Adresse ist bestätigt. Sie können sich anmelden.',
  noticeSignedOut: 'Sie sind abgemeldet.',
  unverifiedTitle: 'Bestätigen Sie zuerst Ihre E-Mail-Adresse',
  unverifiedText:
    'Wir haben Ihnen eine E-Mail mit einem Link geschickt. Öffnen Sie den Link; danach können Sie sich anmelden. Keine E-Mail? Sehen Sie auch im Spam-Ordner nach.',
  resend: 'E-Mail noch einmal senden',

  signUp: 'Konto beantragen',
  signUpLead: 'Beantragen Sie Zugang zu {site}.',
  signUpManual:
    '{company} sieht sich Ihre Anfrage an und teilt Ihnen per E-Mail mit, ob Sie Zugang bekommen.',
  signUpSubmit: 'Anfrage senden',
  haveAccount: 'Ich habe schon ein Konto',
  signUpClosedTitle: 'Hier können keine Konten beantragt werden',
  signUpClosed: 'Konten für {site} richtet {company} ein. Wenden Sie sich dorthin, um Zugang zu bekommen.',

  checkMailTitle: 'Sehen Sie in Ihre E-Mails',
  checkMailSignUp:
    'Wir haben eine E-Mail an {email} geschickt. Öffnen Sie den Link darin, um Ihre Adresse zu bestätigen; erst dann haben wir Ihre Anfrage.',
  checkMailReset:
    'Wenn wir {email} kennen, ist eine E-Mail mit einem Link für ein neues Passwort unterwegs. Der Link gilt zwei Stunden.',
  checkMailResend: 'Wenn {email} noch bestätigt werden muss, ist eine neue E-Mail unterwegs.',
  checkMailNone: 'Keine E-Mail? Sehen Sie auch im Spam-Ordner nach und prüfen Sie die Adresse.',
  backToSignIn: 'Zur Anmeldung',

  verifyTitle: 'Bestätigen Sie Ihre E-Mail-Adresse',
  verifyLead: 'Noch ein Klick, und wir wissen, dass diese Adresse Ihnen gehört.',
  verifyPassword:
    'Geben Sie das Passwort ein, das Sie bei Ihrer Anfrage gewählt haben. So wissen wir, dass Sie es sind.',
  verifyPasswordWrong:
    'Das ist nicht das Passwort Ihrer Anfrage. Vergessen? Wählen Sie unten „Passwort vergessen“.',
  verifySubmit: 'Bestätigen',

  linkUsedTitle: 'Dieser Link wurde schon benutzt',
  linkUsedText:
    'Das macht nichts: Wofür er da war, ist erledigt. Melden Sie sich an oder fordern Sie einen neuen Link an.',
  linkExpiredTitle: 'Dieser Link ist abgelaufen',
  linkExpiredText: 'Fordern Sie einen neuen an; wir schicken ihn sofort.',
  linkUnknownTitle: 'Dieser Link funktioniert nicht',
  linkUnknownText:
    'Vielleicht wurde er nicht ganz kopiert. Öffnen Sie ihn noch einmal aus der E-Mail oder fordern Sie einen neuen an.',
  newLink: 'Neuen Link anfordern',

  forgottenTitle: 'Passwort vergessen',
  forgottenLead:
    'Geben Sie Ihre E-Mail-Adresse ein. Sie bekommen eine E-Mail mit einem Link für ein neues Passwort.',
  forgottenSubmit: 'E-Mail senden',
  choosePasswordLead: 'Damit melden Sie sich künftig bei {site} an.',
  savePassword: 'Passwort speichern',
  changePassword: 'Passwort ändern',
  changePasswordLead: 'Danach sind Sie auf anderen Geräten abgemeldet.',
  wrongCurrent: 'Das ist nicht Ihr jetziges Passwort.',

  myPage: 'Meine Seite',
  myDetails: 'Meine Daten',
  website: 'Website',
  status: 'Zugang',
  customerNumber: 'Kundennummer',
  save: 'Speichern',
  noticeSaved: 'Ihre Daten sind gespeichert und an {company} weitergegeben.',
  noticeUnchanged: 'Es wurde nichts geändert.',
  noticePasswordChanged: 'Ihr Passwort ist geändert.',
  emailFixed: 'Stimmt die Adresse nicht mehr? Sagen Sie {company} Bescheid.',
  toWebsite: 'Zu {site}',
  signOut: 'Abmelden',
  signOutTitle: 'Von {site} abmelden?',

  requestAccess: 'Zugang beantragen',
  requestAccessLead:
    'Sie sind als {email} angemeldet, haben aber noch keinen Zugang zu {site}. Beantragen Sie ihn hier.',

  standing_allowed: 'Sie haben Zugang',
  standing_no_account: 'Noch kein Zugang beantragt',
  standing_pending: 'Wartet auf Freigabe',
  standing_declined: 'Abgelehnt',
  standing_blocked: 'Gesperrt',
  standing_ended: 'Beendet',
  standing_not_yet: 'Noch nicht begonnen',
  standing_over: 'Abgelaufen',
  standing_site_closed: 'Website geschlossen',

  title_allowed: 'Sie haben Zugang',
  text_allowed: 'Sie können {site} nutzen.',
  title_no_account: 'Sie haben noch keinen Zugang zu {site}',
  text_no_account: 'Sie sind als {email} angemeldet. Beantragen Sie Zugang, wenn Sie {site} nutzen möchten.',
  text_no_account_owner:
    'Sie sind als {email} angemeldet. Wenden Sie sich an {company}, wenn Sie {site} nutzen möchten.',
  title_pending: 'Wir haben Ihre Anfrage',
  text_pending:
    '{company} sieht sich Ihre Anfrage an. Sobald entschieden ist, bekommen Sie eine E-Mail an {email}.',
  title_pending_automatic: 'Einen Moment',
  text_pending_automatic:
    'Ihre E-Mail-Adresse ist bestätigt und Ihr Zugang wird vorbereitet. Diese Seite geht von selbst weiter.',
  text_pending_slow:
    'Dauert es länger als eine Minute? Sie bekommen auch eine E-Mail, sobald Sie eintreten können.',
  title_declined: 'Ihre Anfrage wurde abgelehnt',
  text_declined: '{company} hat Ihnen keinen Zugang zu {site} gegeben. Fragen? Wenden Sie sich an {company}.',
  title_blocked: 'Ihr Zugang ist gesperrt',
  text_blocked: '{company} hat Ihren Zugang zu {site} gesperrt. Fragen? Wenden Sie sich an {company}.',
  title_ended: 'Ihr Zugang ist beendet',
  text_ended: 'Sie haben keinen Zugang zu {site} mehr. Fragen? Wenden Sie sich an {company}.',
  title_not_yet: 'Ihr Zugang hat noch nicht begonnen',
  text_not_yet: 'Sie können {site} ab dem {date} nutzen.',
  title_over: 'Ihr Zugang ist abgelaufen',
  text_over: 'Ihr Zugang zu {site} galt bis zum {date}. Fragen? Wenden Sie sich an {company}.',
  title_site_closed: '{site} ist zurzeit geschlossen',
  text_site_closed: 'Versuchen Sie es später noch einmal. Fragen? Wenden Sie sich an {company}.',
  tryAgain: 'Noch einmal nachsehen',

  notFoundTitle: 'Diese Seite gibt es nicht',
  notFoundText: 'Prüfen Sie die Adresse oder gehen Sie zur vorigen Seite zurück.',
  errorTitle: 'Hier ging etwas schief',
  errorText:
    'Es wurde nichts geändert. Versuchen Sie es gleich noch einmal. Wenn es so bleibt, nennen Sie diesen Code: {id}',
};
