import type { RouteLocationNormalized } from 'vue-router'
import type { Action, Grant } from '../../shared/roles.ts'
import { themeOf } from './pages.ts'
import type { Theme } from './stores/preferences.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** What the browser's tab says; asked again when the language changes. */
    title(): string
    /** What the screen looks like while the person has chosen nothing: the wall is dark, a person's pages follow his role, the rest the device. */
    theme?: Theme
    /** Any one of these opens the page; without it every person who is signed in may. */
    needs?: readonly Action[]
    /** Works before an election is loaded. */
    withoutElection?: true
    /** Shows running figures, so it says whose they are. */
    figures?: true
  }
}

const WISHED: Readonly<Record<string, Theme>> = { terang: 'light', gelap: 'dark' }

/** What a screen looks like while the person has chosen nothing: `?tema=` first, then the screen's own, then his role's; undefined = the device's. */
export function routeTheme({ query, meta }: Pick<RouteLocationNormalized, 'query' | 'meta'>, grants: readonly Grant[]): Theme | undefined {
  const wished = typeof query['tema'] === 'string' ? WISHED[query['tema']] : undefined
  return wished ?? meta.theme ?? (grants.length > 0 ? themeOf(grants) : undefined)
}
