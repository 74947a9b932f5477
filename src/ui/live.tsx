import type { VNode } from 'preact'

type Piece = { text: string } | { figure: string; text: string; narrowed?: [split: string, part: string] | undefined }

/** A sentence whose figures open on their evidence. */
export function Live({
  pieces,
  href,
  open,
}: {
  pieces: Piece[]
  href(figure: string, narrowed?: [string, string]): string
  open?: string
}): VNode {
  return (
    <>
      {pieces.map((piece, place) =>
        'figure' in piece ? (
          <a
            key={place}
            class={piece.figure === open ? 'fig open' : 'fig'}
            href={href(piece.figure, piece.narrowed)}
            data-figure={piece.figure}
          >
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </>
  )
}
