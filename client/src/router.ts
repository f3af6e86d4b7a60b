import { watchEffect } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { languageOf, showLanguage, storedLanguage } from './language.ts'
import { routeTheme } from './route-theme.ts'
import { usePreferences } from './stores/preferences.ts'
import { useSession } from './stores/session.ts'
import { accountWords } from './words/account.ts'
import { appWords } from './words/app.ts'
import { invitationWords } from './words/invitation.ts'
import { pageWords } from './words/pages.ts'

const { pages } = pageWords

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/masuk', component: () => import('./screens/sign-in/SignInScreen.vue'), meta: { title: () => appWords.signIn } },
    {
      path: '/undangan',
      component: () => import('./screens/invitation/InvitedScreen.vue'),
      meta: { title: () => invitationWords.door.title },
    },
    { path: '/siapkan', component: () => import('./screens/set-up/SetUpScreen.vue'), meta: { title: () => appWords.setUp } },
    { path: '/wall', component: () => import('./screens/wall/WallScreen.vue'), meta: { title: () => appWords.wall, theme: 'dark' } },
    {
      path: '/',
      component: () => import('./screens/shell/PageShell.vue'),
      children: [
        {
          path: '',
          component: () => import('./screens/landing/LandingScreen.vue'),
          meta: { title: () => appWords.name, withoutElection: true },
        },
        {
          path: 'hasil',
          component: () => import('./screens/results/ResultsScreen.vue'),
          meta: { title: () => pages.results, needs: ['tally:read'], figures: true },
        },
        {
          path: 'jelajah',
          component: () => import('./screens/explore/ExploreScreen.vue'),
          meta: { title: () => pages.explore, needs: ['tally:read'], figures: true },
        },
        {
          path: 'putar-ulang',
          component: () => import('./screens/replay/ReplayScreen.vue'),
          meta: { title: () => pages.replay, needs: ['tally:read'], figures: true },
        },
        {
          path: 'tps/:tps(\\d{13})',
          component: () => import('./screens/tps/TpsScreen.vue'),
          meta: { title: () => 'TPS', needs: ['tps:read'], figures: true },
        },
        {
          path: 'perlu-dicek',
          component: () => import('./screens/findings/FindingsScreen.vue'),
          meta: { title: () => pages.findings, needs: ['finding:read'], figures: true },
        },
        {
          path: 'lapor',
          component: () => import('./screens/report/ReportScreen.vue'),
          meta: { title: () => pages.report, needs: ['form:report'] },
        },
        {
          path: 'kelola/:part(ubah|orang|undangan|token|layar)?',
          component: () => import('./screens/administration/AdministrationScreen.vue'),
          meta: {
            title: () => pages.administration,
            needs: ['election:manage', 'people:oversee', 'people:invite', 'wall-link:manage'],
            withoutElection: true,
          },
        },
        {
          path: 'buku/:room(\\d{2}|\\d{4})?',
          component: () => import('./screens/ledger/LedgerScreen.vue'),
          meta: { title: () => pages.ledger, needs: ['ledger:read'] },
        },
        {
          path: 'akun',
          component: () => import('./screens/account/AccountScreen.vue'),
          meta: { title: () => accountWords.title, withoutElection: true },
        },
        { path: 'pers', component: () => import('./screens/press/PressScreen.vue'), meta: { title: () => pages.press } },
        {
          path: ':rest(.*)*',
          component: () => import('./screens/shell/MissingScreen.vue'),
          meta: { title: () => pageWords.notFoundTitle, withoutElection: true },
        },
      ],
    },
  ],
  // A query changes what a page shows, not where one stands on it.
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? {} : { top: 0 }),
})

/** Follows the language too. */
watchEffect(() => {
  const title = router.currentRoute.value.meta.title?.()
  document.title = title && title !== appWords.name ? `${title} - ${appWords.name}` : appWords.name
})

router.afterEach((to) => {
  usePreferences().screenTheme(routeTheme(to, useSession().grants))
  showLanguage(languageOf(to.query['bahasa']) ?? storedLanguage())
})
