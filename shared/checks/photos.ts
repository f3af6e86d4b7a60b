import { findingId } from '../finding-id.ts'
import type { Photo } from '../photo.ts'
import { sameElsewhere, type RoomPhotos } from '../room-photos.ts'
import type { Finding } from '../tally.ts'
import type { Explanations } from './check.ts'

/**
 * [PH1] One photo stands for one TPS: no earlier photo of another TPS of the room has the same bytes or looks the same.
 *
 * Unit: the stake is all votes counted from the later TPS, for its sheet is in doubt as a whole. Source: 2019, 200 copies of one photo
 * sent for different TPS. The finding stands at the TPS whose photo came later; its subjects are both.
 * Blind to: rooms of other regencies; a copy turned or cut until it looks otherwise; the same sheet photographed twice by hand. Two
 * blank sheets of one print look the same and are found.
 */
export function ph1(photos: RoomPhotos, own: readonly Photo[], stake: number): Finding[] {
  const found = new Map<string, Finding>()
  for (const photo of own) {
    for (const earlier of sameElsewhere(photos, photo)) {
      const subjects = [earlier.tps, photo.tps]
      const id = findingId('PH1', photo.contest, photo.round, subjects)
      if (!found.has(id)) found.set(id, { ...findingOf(photo, earlier), id, subjects, stake })
    }
  }
  return [...found.values()]
}

function findingOf(photo: Photo, earlier: Photo): Omit<Finding, 'id' | 'subjects' | 'stake'> {
  const exact = photo.sha256 === earlier.sha256
  return {
    check: 'PH1',
    severity: 'high',
    contest: photo.contest,
    round: photo.round,
    unconfirmed: true,
    state: 'open',
    since: photo.at,
    message: exact
      ? {
          id: `Foto yang sama persis sudah lebih dulu dikirim untuk TPS ${earlier.tps}.`,
          en: `The very same photo was sent before for TPS ${earlier.tps}.`,
        }
      : {
          id: `Foto ini tampak sama dengan foto yang lebih dulu dikirim untuk TPS ${earlier.tps}.`,
          en: `This photo looks the same as one sent before for TPS ${earlier.tps}.`,
        },
  }
}

export const PHOTOS: Explanations = {
  PH1: {
    next: {
      id: 'Buka kedua foto berdampingan dan baca nomor TPS di kepala formulir; minta foto baru untuk TPS yang salah.',
      en: 'Open both photos side by side and read the TPS number in the head of the form; ask for a new photo of the wrong one.',
    },
  },
}
