import type { CatalogueEntry } from '../error-catalogue.ts';

/** Connecting to and keeping the database. */
export const databaseErrors = {
  database_unreachable: {
    status: 503,
    en: 'The database cannot be reached ({reason}). Check {variable} and that PostgreSQL runs, then start again.',
    nl: 'De database is niet bereikbaar ({reason}). Controleer {variable} en of PostgreSQL draait, en start opnieuw.',
  },
  database_url_invalid: {
    status: 500,
    en: 'The setting {variable} is no database address. Write it as postgres://user:password@host:5432/database and start again.',
    nl: 'De instelling {variable} is geen databaseadres. Schrijf het als postgres://gebruiker:wachtwoord@server:5432/database en start opnieuw.',
  },
  database_login_refused: {
    status: 503,
    en: 'The database refuses the user name or password of {variable}. Correct them there and start again.',
    nl: 'De database weigert de gebruikersnaam of het wachtwoord van {variable}. Verbeter ze daar en start opnieuw.',
  },
  database_not_found: {
    status: 503,
    en: 'The database "{database}" does not exist on the server. Create it, or correct {variable}, and start again.',
    nl: 'De database "{database}" bestaat niet op de server. Maak hem aan of verbeter {variable}, en start opnieuw.',
  },
  database_too_old: {
    status: 503,
    en: 'The database server of {variable} is PostgreSQL {version}; Gatehouse needs version 15 or newer. Upgrade it, or point {variable} at a newer one.',
    nl: 'De databaseserver van {variable} is PostgreSQL {version}; Gatehouse heeft versie 15 of nieuwer nodig. Werk hem bij of laat {variable} naar een nieuwere wijzen.',
  },
  database_rights_missing: {
    status: 503,
    en: 'The database user "{user}" of {variable} has too few rights ({reason}). Give it with: GRANT CREATE ON DATABASE "{database}" TO "{user}".',
    nl: 'De databasegebruiker "{user}" van {variable} heeft te weinig rechten ({reason}). Geef ze met: GRANT CREATE ON DATABASE "{database}" TO "{user}".',
  },
  database_extension_missing: {
    status: 503,
    en: 'The PostgreSQL extension "{extension}" cannot be created ({reason}). Install the package postgresql-contrib on the server, or have an administrator run: CREATE EXTENSION {extension} SCHEMA public.',
    nl: 'De PostgreSQL-extensie "{extension}" kan niet worden aangemaakt ({reason}). Installeer het pakket postgresql-contrib op de server, of laat een beheerder uitvoeren: CREATE EXTENSION {extension} SCHEMA public.',
  },
  database_newer_than_program: {
    status: 500,
    en: 'The database was last used by a newer Gatehouse (it has "{migration}", which this version does not know). Start that newer version, or restore a backup from before the upgrade.',
    nl: 'De database is het laatst gebruikt door een nieuwere Gatehouse (hij kent "{migration}", deze versie niet). Start die nieuwere versie, of zet een back-up van voor de upgrade terug.',
  },
  database_migration_changed: {
    status: 500,
    en: 'The migration file "{migration}" differs from what was applied to the database. Restore the original file (reinstall Gatehouse) and start again.',
    nl: 'Het migratiebestand "{migration}" verschilt van wat op de database is toegepast. Zet het oorspronkelijke bestand terug (installeer Gatehouse opnieuw) en start opnieuw.',
  },
  database_migration_failed: {
    status: 500,
    en: 'Upgrading the database failed at "{migration}" ({reason}); nothing of that step was kept. Start the previous version again and report this message.',
    nl: 'Het bijwerken van de database mislukte bij "{migration}" ({reason}); van die stap is niets bewaard. Start de vorige versie weer en meld dit bericht.',
  },
  database_folder_in_use: {
    status: 500,
    en: 'Another Gatehouse (process {process}) already uses the data folder {folder}. Stop that one first, or give this one another folder with GATEHOUSE_DATA.',
    nl: 'Een andere Gatehouse (proces {process}) gebruikt de gegevensmap {folder} al. Stop die eerst, of geef deze een andere map met GATEHOUSE_DATA.',
  },
  database_folder_in_use_elsewhere: {
    status: 500,
    en: 'A database server that is not on this machine or not in this container still uses {folder}. Stop it there first, then start again.',
    nl: 'Een databaseserver die niet op deze machine of niet in deze container draait gebruikt {folder} nog. Stop die daar eerst en start dan opnieuw.',
  },
  database_folder_unusable: {
    status: 500,
    en: 'The folder {folder} cannot be used for the database ({reason}). Check its rights and free space, or choose another folder with GATEHOUSE_DATA.',
    nl: 'De map {folder} is niet bruikbaar voor de database ({reason}). Controleer de rechten en de vrije ruimte, of kies een andere map met GATEHOUSE_DATA.',
  },
  database_folder_owner: {
    status: 500,
    en: 'The database files in {folder} belong to the user {owner}, so {user} cannot use them. Start Gatehouse as the user who started it before, or hand the files over with: chown -R {user} {folder}',
    nl: 'De databasebestanden in {folder} zijn van de gebruiker {owner}; {user} kan ze niet gebruiken. Start Gatehouse als de gebruiker die het eerder startte, of draag de bestanden over met: chown -R {user} {folder}',
  },
  database_folder_closed: {
    status: 500,
    en: 'The database runs as the user {user}, who may not enter the folder {folder}. Let it pass with: chmod o+x {folder}',
    nl: 'De database draait als de gebruiker {user}, die de map {folder} niet in mag. Laat die door met: chmod o+x {folder}',
  },
  database_folder_copied: {
    status: 500,
    en: 'The data folder {folder} is a copy of {other}, and the database is not in the copy: both would use the same one. Use the original, or delete {folder}/postgres to begin with an empty database.',
    nl: 'De gegevensmap {folder} is een kopie van {other}, en de database zit niet in de kopie: beide zouden dezelfde gebruiken. Gebruik het origineel, of verwijder {folder}/postgres om met een lege database te beginnen.',
  },
  database_files_missing: {
    status: 500,
    en: 'The database files of this data folder were in {target}, which no longer exists. Put it back from a backup, or delete {link} to begin with an empty database.',
    nl: 'De databasebestanden van deze gegevensmap stonden in {target}, dat niet meer bestaat. Zet het terug uit een back-up, of verwijder {link} om met een lege database te beginnen.',
  },
  database_other_version: {
    status: 500,
    en: 'The database files in {folder} were made by PostgreSQL {found}; this Gatehouse has PostgreSQL {own}. Start the Gatehouse that made them, export there, and import into a new data folder.',
    nl: 'De databasebestanden in {folder} zijn gemaakt door PostgreSQL {found}; deze Gatehouse heeft PostgreSQL {own}. Start de Gatehouse die ze maakte, exporteer daar en importeer in een nieuwe gegevensmap.',
  },
  database_binaries_missing: {
    status: 500,
    en: 'The built-in database is not installed for {platform} ({reason}). Run "npm ci" again, or use a PostgreSQL server of your own with OFFICE_DATABASE_URL and GATE_DATABASE_URL.',
    nl: 'De ingebouwde database is niet geïnstalleerd voor {platform} ({reason}). Voer "npm ci" opnieuw uit, of gebruik een eigen PostgreSQL-server met OFFICE_DATABASE_URL en GATE_DATABASE_URL.',
  },
  database_account_missing: {
    status: 500,
    en: 'PostgreSQL does not run as root, and a system user for it cannot be made ({reason}). Make one with "useradd --system gatehouse", or start Gatehouse as an ordinary user.',
    nl: 'PostgreSQL draait niet als root, en er kan geen systeemgebruiker voor worden gemaakt ({reason}). Maak er een met "useradd --system gatehouse", of start Gatehouse als gewone gebruiker.',
  },
  database_shared_folder_unusable: {
    status: 500,
    en: 'As root Gatehouse keeps the database in {folder}, because the user {user} cannot enter the data folder or the program’s folder; but that failed ({reason}). Make it writable, put both folders where {user} can enter, or start Gatehouse as an ordinary user.',
    nl: 'Als root bewaart Gatehouse de database in {folder}, omdat de gebruiker {user} de gegevensmap of de programmamap niet in kan; maar dat mislukte ({reason}). Maak die map beschrijfbaar, zet beide mappen waar {user} bij kan, of start Gatehouse als gewone gebruiker.',
  },
  database_server_failed: {
    status: 500,
    en: 'The built-in database did not start: {reason}. Its files in {folder} were left as they are. Solve this, then start again.',
    nl: 'De ingebouwde database startte niet: {reason}. De bestanden in {folder} zijn gelaten zoals ze zijn. Los dit op en start opnieuw.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
