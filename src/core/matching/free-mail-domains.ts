/**
 * Providers that give an address to anyone. A domain in here says nothing about whose address it is (I9).
 * The register itself teaches more: a domain that several contacts share is not one contact's own.
 */
const FREE_MAIL_DOMAINS: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com outlook.nl outlook.be outlook.de outlook.fr hotmail.com hotmail.nl hotmail.be
  hotmail.de hotmail.fr hotmail.co.uk hotmail.it hotmail.es live.com live.nl live.be live.de live.fr live.co.uk
  live.no msn.com msn.nl passport.com windowslive.com yahoo.com yahoo.nl yahoo.de yahoo.fr yahoo.co.uk yahoo.es
  yahoo.it yahoo.be yahoo.no ymail.com rocketmail.com myyahoo.com icloud.com me.com mac.com aol.com aol.de aim.com
  proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com tutamail.com keemail.me
  posteo.de posteo.net mailbox.org fastmail.com fastmail.fm hey.com zoho.com zohomail.com zohomail.eu mail.com
  email.com usa.com gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.us web.de freenet.de t-online.de online.de arcor.de
  vodafone.de kabelmail.de unitybox.de ewetel.net ewe.net mail.de email.de magenta.de 1und1.de alice.de o2online.de
  aon.at chello.at bluewin.ch sunrise.ch hispeed.ch swissonline.ch
  ziggo.nl kpnmail.nl kpnplanet.nl planet.nl xs4all.nl home.nl upcmail.nl chello.nl casema.nl quicknet.nl hetnet.nl
  telfort.nl telfortglasvezel.nl solcon.nl solcon.com tele2.nl versatel.nl zonnet.nl wanadoo.nl orange.nl online.nl
  onsbrabantnet.nl onsnet.nl onsneteindhoven.nl kabelfoon.net kabelfoon.nl caiway.nl caiway.net delta.nl zeelandnet.nl
  multikabel.nl multiweb.nl freeler.nl het.net 12move.nl tiscali.nl compuserve.com compuserve.nl tomaatnet.nl
  lijbrandt.nl glasnet.nl edpnet.nl fiber.nl ziggomail.com ziggozakelijk.nl scarlet.nl concepts.nl introweb.nl iae.nl
  cs.com demon.nl dds.nl euronet.nl worldonline.nl worldmail.nl vodafonevast.nl t-mobilethuis.nl odido.nl youfone.nl
  budget.nl plusnet.nl freedom.nl mijnmail.nl startmail.com mailfence.com snelnet.net hccnet.nl filternet.nl
  telenet.be skynet.be proximus.be belgacom.net scarlet.be voo.be base.be pandora.be edpnet.be
  orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr club-internet.fr aliceadsl.fr
  btinternet.com btopenworld.com bt.com sky.com virginmedia.com virgin.net ntlworld.com talktalk.net tiscali.co.uk
  blueyonder.co.uk plus.com plus.net o2.co.uk mail.co.uk eircom.net
  online.no broadpark.no getmail.no telenor.com lyse.net altibox.no frisurf.no start.no epost.no
  telia.com tele2.se bredband.net comhem.se spray.se glocalnet.net swipnet.se hotmail.se live.se outlook.dk live.dk
  hotmail.dk mail.dk stofanet.dk jubii.dk tdcadsl.dk post.tele.dk luukku.com elisanet.fi kolumbus.fi saunalahti.fi
  libero.it virgilio.it alice.it tin.it tiscali.it fastwebnet.it email.it inwind.it iol.it poste.it terra.es
  telefonica.net ono.com movistar.es sapo.pt
  wp.pl o2.pl onet.pl onet.eu op.pl interia.pl interia.eu gazeta.pl poczta.fm vp.pl tlen.pl buziaczek.pl
  seznam.cz centrum.cz email.cz atlas.cz volny.cz post.cz azet.sk zoznam.sk centrum.sk freemail.hu citromail.hu
  abv.bg mail.bg dir.bg yahoo.ro mail.ru yandex.ru yandex.com ya.ru bk.ru list.ru inbox.ru rambler.ru inbox.lv ukr.net
  i.ua qq.com 163.com 126.com sina.com foxmail.com naver.com hanmail.net daum.net rediffmail.com
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com optonline.net
  shaw.ca rogers.com sympatico.ca bigpond.com optusnet.com.au xtra.co.nz
  duck.com privaterelay.appleid.com mozmail.com simplelogin.com anonaddy.me mailinator.com yopmail.com
  guerrillamail.com 10minutemail.com tempmail.com trashmail.com`
    .split(/\s+/)
    .filter((domain) => domain !== ''),
);

/** Whether anyone can have an address in this domain (ASCII, lower case). */
export function isFreeMailDomain(domain: string): boolean {
  return FREE_MAIL_DOMAINS.has(domain);
}
