/** Sets documents with Typst in a thread of its own: a long one does not make the others wait. */
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

export type Order = { id: number; template: string; data: string; stamp: number }
export type Delivered = { id: number; pdf?: Uint8Array; error?: string }

const { root, fonts } = workerData as { root: string; fonts: string[] }
const compiler = NodeCompiler.create({
  workspace: root,
  fontArgs: [{ fontBlobs: fonts.map((font) => readFileSync(font)) }],
})

parentPort!.on('message', ({ id, template, data, stamp }: Order) => {
  try {
    // What is said goes in as data, never as Typst: a name from a record cannot become an instruction.
    const compiled = compiler.compile({ mainFileContent: template, inputs: { data } })
    const { result } = compiled
    if (!result) throw new Error(JSON.stringify(compiler.fetchDiagnostics(compiled.takeError()!)))
    const pdf = printed(result, stamp)
    compiler.evictCache(10)
    parentPort!.postMessage({ id, pdf: new Uint8Array(pdf) } satisfies Delivered)
  } catch (error) {
    parentPort!.postMessage({ id, error: (error as Error).message.slice(0, 500) } satisfies Delivered)
  }
})

type Document = NonNullable<ReturnType<typeof compiler.compile>['result']>

/** PDF/A forbids a letter that no font has; a name in such letters must not keep the rest from being printed, so then it is a plain PDF. */
function printed(document: Document, creationTimestamp: number): Buffer {
  try {
    return compiler.pdf(document, { pdfStandard: 'a-2a', pdfTags: true, creationTimestamp })
  } catch (error) {
    if (!(error as Error).message.includes('could not be displayed')) throw error
    return compiler.pdf(document, { pdfTags: true, creationTimestamp })
  }
}
