const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/**
 * Legal forms and endings that people add, drop and swap without meaning another company, as they stand after
 * folding with their points taken out: `B.V.` is `bv`, `GmbH & Co. KG` is `gmbh co kg`.
 */
export const LEGAL_FORMS: ReadonlySet<string> = words(`
  bv nv vof cv ua ba wa io eenmanszaak maatschap stichting vereniging cooperatie cooperatief holding
  bvba bvvzw vzw sprl srl sa sca scrl cvba commv gcv asbl sarl sas sasu eurl snc sci
  gmbh mbh ag kg kgaa ohg ug gbr eg ev ek ekfm
  ltd limited plc llp llc lp inc incorporated corp corporation company co pty
  as asa ans da enk ab hb kb aps is oy oyj
  spa srls sl slu sau lda
  zoo spzoo spj sro doo kft zrt
  zn zoon zonen zoons dochter dochters sons son sohne soehne fils cie firma fa erven`);

/** Words between the words: they join names and tell nothing. */
export const JOINING_WORDS: ReadonlySet<string> = words('en and und et y og och the');

/** Small words of surnames (tussenvoegsels and alike); shared by too many to tell anything. */
export const NAME_PARTICLES: ReadonlySet<string> = words(`
  van de der den het t ter ten te vande vander vanden op in 't s aan bij onder over tot uit voor uijt
  von vom zu zum zur dem des du la le les el al bin ibn da do dos das di del della af av o mc mac`);

/** Titles that stand before or after a person's name. */
export const TITLES: ReadonlySet<string> = words(`
  dhr dhr. heer mevr mevr. mevrouw mw mw. mr mr. mrs mrs. ms ms. miss herr frau dr dr. drs drs. ir ir. ing ing.
  prof prof. bsc msc ba ma mba phd jr jr. sr sr.`);
