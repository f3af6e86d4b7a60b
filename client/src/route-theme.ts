import type { RouteLocationNormalized } from 'vue-router'
import type { Grant } from '../../shared/roles.ts'
import { themeOf } from './pages.ts'
import type { Theme } from './stores/preferences.ts'

const WISHED: Readonly<Record<string, Theme>> = { terang: 'light', gelap: 'dark' }

/** What a screen looks like while the person has chosen nothing: `?tema=` first, then the screen's own, then his role's; undefined = the device's. */
export function routeTheme({ query, meta }: Pick<RouteLocationNormalized, 'query' | 'meta'>, grants: readonly Grant[]): Theme | undefined {
  const wished = typeof query['tema'] === 'string' ? WISHED[query['tema']] : undefined
  return wished ?? meta.theme ?? (grants.length > 0 ? themeOf(grants) : undefined)
}
