import { z } from 'zod';
import { browserName } from '../../../core/browser-name.ts';
import type { Item } from '../../pages/page-model.ts';
import type { Visit } from '../visit.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { endDevices } from './end-devices.ts';
import { myPageAddress, myPageMenu, myPagePath } from './my-page-menu.ts';
import { noticeOn } from './notices.ts';
import { type OwnDevice, ownDevices } from './own-devices.ts';
import { signInFirst } from './sign-in-first.ts';
import { agoInWords } from './time-words.ts';

/** Nobody looks through more; "everywhere else" ends them all. */
const mostShown = 50;

/** Where one is signed in, on all websites of the company, with "sign out there" for each. */
export const devicesPage: VisitorPage = {
  path: myPagePath('devices'),

  async show(visit, typed) {
    const { gate, session } = visit;
    if (session === null) return signInFirst(visit);
    const devices = await ownDevices(gate, session);
    const unseen = devices.length - mostShown;
    const others = { label: visit.say('signOutElsewhere'), href: myPageAddress('devices') };
    return pageAnswer(
      {
        title: visit.say('devicesTitle'),
        lead: [visit.say('devicesLead')],
        menu: myPageMenu(visit, 'devices'),
        ...noticeOn(visit, typed),
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        sections: [
          { items: devices.slice(0, mostShown).map((device) => deviceItem(visit, device)) },
          ...(unseen > 0 ? [{ lead: [visit.say('deviceMore', { count: unseen })] }] : []),
        ],
        ...(devices.length < 3 ? {} : { ways: [{ ...others, post: { device: 'others' }, look: 'danger' }] }),
      },
      typed,
    );
  },

  async submit(visit) {
    const { gate, session, form } = visit;
    if (session === null) return signInFirst(visit);
    if (form.device === 'others') {
      await endDevices(gate, session, 'others', visit.address);
      return redirect(myPageAddress('devices', 'others_signed_out'));
    }
    const deviceId = z.uuid().safeParse(form.device).data;
    if (deviceId === undefined) return redirect(myPageAddress('devices'));
    await endDevices(gate, session, { deviceId }, visit.address);
    return redirect(myPageAddress('devices', 'device_signed_out'));
  },
};

function deviceItem(visit: Visit, device: OwnDevice): Item {
  const now = visit.gate.clock.now();
  const when = (at: Date): string => agoInWords(visit.language, at, now);
  const title = deviceName(visit, device.userAgent);
  const { websiteName: website, address } = device;
  const seen = visit.say(address === '' ? 'deviceLastSeen' : 'deviceLastSeenFrom', {
    when: when(device.isThis ? now : device.lastSeenAt),
    address,
  });
  return {
    title,
    lines: [visit.say('deviceSignedIn', { website, when: when(device.signedInAt) }), seen],
    ...(device.isThis
      ? { tag: { label: visit.say('thisDevice'), tone: 'good' } }
      : { ways: [{ ...signOutThere(visit, device.id), about: `${title}, ${website}` }] }),
  };
}

function signOutThere(visit: Visit, device: string) {
  const label = visit.say('signOutThere');
  return { label, href: myPageAddress('devices'), post: { device }, look: 'quiet' } as const;
}

/** What a browser is called, in the visitor's language. */
export function deviceName(visit: Pick<Visit, 'say'>, userAgent: string): string {
  const { browser, system } = browserName(userAgent);
  if (browser !== '' && system !== '') return visit.say('browserOnSystem', { browser, system });
  return browser || system || visit.say('unknownBrowser');
}
