/** `<aigobo-portal>` in React 19 with TypeScript. Put it beside embed.d.ts. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { AigoboAttributes, AigoboEvents, AigoboPortalElement } from './embed.js'

type Listeners = { [Name in keyof AigoboEvents as `on${Name}`]?: (event: AigoboEvents[Name]) => void }

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'aigobo-portal': DetailedHTMLProps<HTMLAttributes<AigoboPortalElement>, AigoboPortalElement> &
        AigoboAttributes &
        Listeners & { tokenUrl?: string }
    }
  }
}
