import { createRouter, createWebHistory } from 'vue-router'
import { usePreferences, type Theme } from './stores/preferences.ts'
import { words } from './words.ts'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    /** What the screen looks like while the person has chosen nothing: walls and desks are dark, the rest follows the device. */
    theme?: Theme
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: () => import('./screens/landing/LandingScreen.vue'), meta: { title: words.app.name } },
    { path: '/masuk', component: () => import('./screens/sign-in/SignInScreen.vue'), meta: { title: words.app.signIn } },
    { path: '/siapkan', component: () => import('./screens/set-up/SetUpScreen.vue'), meta: { title: words.app.setUp } },
    { path: '/wall', component: () => import('./screens/wall/WallScreen.vue'), meta: { title: words.app.wall, theme: 'dark' } },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})

router.afterEach((to) => {
  document.title = to.meta.title === words.app.name ? words.app.name : `${to.meta.title} - ${words.app.name}`
  usePreferences().screenTheme(to.query['tema'] === 'terang' ? 'light' : to.query['tema'] === 'gelap' ? 'dark' : to.meta.theme)
})
