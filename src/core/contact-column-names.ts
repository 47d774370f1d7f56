/** What a column of a contact file can hold. */
export type ContactField =
  | 'number'
  | 'name'
  | 'street'
  | 'postcode'
  | 'town'
  | 'country'
  | 'phone'
  | 'email'
  | 'registrationNo'
  | 'vatNo'
  | 'isCustomer'
  | 'isSupplier'
  | 'isPartner'
  | 'isPrivate'
  | 'personName'
  | 'personEmail'
  | 'priceGroup'
  | 'language'
  | 'status';

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/**
 * Headers that accounting packages, CRMs and spreadsheets use, in lower case, without accents, spaces and
 * punctuation. A header belongs to one field only; tests prove it.
 */
export const COLUMN_SYNONYMS: Readonly<Record<ContactField, readonly string[]>> = {
  number: words(`relatienr relatienummer relatiecode relatieid klantnr klantnummer klantcode debiteurnr
    debiteurnummer debiteurennummer debiteurennr debiteurcode nummer nr code customernumber customerno
    customernr customerid customercode contactnumber contactno contactid accountnumber accountno number no id
    kundennummer kundennr debitorennummer`),
  name: words(`naam bedrijfsnaam bedrijf relatienaam relatie klantnaam klant2 debiteurnaam debiteur organisatie
    organisatienaam firma firmanaam handelsnaam name companyname company customername contactname business
    businessname organisation organization organisationname organizationname accountname tradename firmenname
    firmaname kundenname naam1 name1`),
  street: words(`adres straat straatnaam straatenhuisnummer adresregel adresregel1 adres1 vestigingsadres
    bezoekadres address street streetaddress address1 addressline addressline1 streetname adresse strasse
    strase strassenr`),
  postcode: words(`postcode pc postkode postalcode zip zipcode zippostalcode plz postleitzahl`),
  town: words(
    `plaats woonplaats plaatsnaam stad gemeente vestigingsplaats town city place locality ort stadt`,
  ),
  country: words(`land landcode landnaam country countrycode countryname isoland`),
  phone:
    words(`telefoon telefoonnummer telefoonnr tel telnr telefoon1 vastnummer telephone telephonenumber phone
    phonenumber phoneno phone1 telno telefon telefonnummer mobiel mobile`),
  email: words(`email emailadres emailaddress emailadresse mail mailadres mailaddress email1 emailalgemeen
    algemeenemail algemeenemailadres generalemail epost`),
  registrationNo: words(`kvk kvknummer kvknr kamervankoophandel kamervankoophandelnummer handelsregister
    handelsregisternummer ondernemingsnummer kbo kbonummer registratienummer registrationnumber registrationno
    companyregistrationnumber companyregistrationno companynumber companyno registration cocnumber cocno coc
    chamberofcommerce chamberofcommercenumber crn handelsregisternr hrb hrbnummer siren siret organisationnumber
    organisationno orgnr orgno organisasjonsnummer`),
  vatNo: words(`btw btwnummer btwnr btwid btwidnummer btwidentificatienummer omzetbelastingnummer obnummer vat
    vatnumber vatno vatid vatidno vatregistrationnumber taxnumber taxid ustid ustidnr ustidnummer
    umsatzsteuerid`),
  isCustomer: words(`klant isklant afnemer customer iscustomer client isclient kunde debiteurjn`),
  isSupplier: words(`leverancier isleverancier crediteur supplier issupplier vendor isvendor lieferant`),
  isPartner: words(`partner ispartner zakenpartner businesspartner dealer`),
  isPrivate:
    words(`prive isprive particulier isparticulier priva priv private isprivate privateperson consumer
    individual privat privatperson`),
  personName: words(`contactpersoon contactpersoonnaam naamcontactpersoon contactpersoon1 tav contact
    contactperson contactpersonname nameofcontactperson contactfullname attention attn ansprechpartner
    kontaktperson`),
  personEmail:
    words(`emailcontactpersoon contactpersoonemail emailadrescontactpersoon contactpersoonemailadres
    mailcontactpersoon emailcontact contactemail contactpersonemail contactpersonemailaddress emailcontactperson
    emailofcontactperson contactemailaddress emailansprechpartner`),
  priceGroup: words(`prijsgroep prijsgroepcode prijslijst kortingsgroep pricegroup pricegroupcode pricelist
    discountgroup preisgruppe`),
  language: words(`taal taalcode language languagecode lang sprache`),
  status: words(`status actief active isactive isactief relatiestatus contactstatus aktiv`),
};

/** Every field that a column can hold, in the order in which a file of ours has them. */
export const CONTACT_FIELDS = Object.keys(COLUMN_SYNONYMS) as ContactField[]; // keys of a total record
