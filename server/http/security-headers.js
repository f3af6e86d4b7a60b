import helmet from 'helmet'
/**
 * Nothing but our own files runs or styles; sockets go to our own host. No HSTS and no upgrade to https: on a closed network
 * without certificates they would lock everybody out, and who terminates TLS adds them there. Leaflet and Vue set styles
 * through the DOM, which the policy allows.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'font-src': ["'self'"],
      // Safari before 15.4 does not count ws: as 'self'.
      'connect-src': ["'self'", 'ws:', 'wss:'],
      'worker-src': ["'self'"],
      'manifest-src': ["'self'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
    },
  },
  strictTransportSecurity: false,
  // Off https browsers ignore these two and say so in red on every page.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xFrameOptions: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
})
