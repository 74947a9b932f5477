import type { ComponentChildren, HTMLAttributes, VNode } from 'preact'

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'evidence-panel': HTMLAttributes<HTMLElement>
    }
  }
}

/** The place beside a text where a figure's evidence opens. */
export function EvidencePanel({ label, children }: { label: string; children: ComponentChildren }): VNode {
  return (
    <evidence-panel class="evidence" role="complementary" aria-label={label} tabIndex={-1}>
      {children}
    </evidence-panel>
  )
}
