import type en from '../en/errors.ts';
import type { SameKeys } from '../same-keys.ts';

export default {
  offline: 'Het kantoor antwoordt niet. Er is niets verloren; probeer het straks opnieuw.',
  unexpected: 'Hier ging iets mis; er is niets gewijzigd. Probeer het opnieuw.',
  loadTitle: 'Dit kan niet worden geladen',
  summary: 'Niet opgeslagen. Deze velden moeten nog worden verbeterd:',
  notSaved: 'Niet opgeslagen',
  fields: {
    required: 'Vul dit in.',
    email: 'Dit is geen e-mailadres. Voorbeeld: naam@bedrijf.nl.',
    too_long: 'Dit is te lang.',
    too_short: 'Dit is te kort.',
    control_characters: 'Hierin staan tekens die niet kunnen. Typ het opnieuw.',
    country: 'Kies een land.',
    host: 'Dit is geen hostnaam. Voorbeeld: portaal.bedrijf.nl.',
    path: 'Een pad begint met / en heeft geen spaties. Voorbeeld: /shop.',
    url: 'Dit is geen adres. Voorbeeld: https://portaal.bedrijf.nl.',
    number: 'Typ een getal.',
    options: 'Geef ten minste twee antwoorden om uit te kiezen.',
    duplicate: 'Dit staat er twee keer.',
    colour: 'Dit is geen kleur. Voorbeeld: #0f6b5c.',
    image: 'Dit is geen afbeelding die als logo kan dienen.',
    taken: 'Dit is al in gebruik.',
    order: 'Het einde ligt voor het begin.',
    invalid: 'Dit klopt niet.',
  },
} satisfies SameKeys<typeof en>;
