import { once } from 'node:events'
import type { Socket } from 'node:net'
import { connect, createServer } from 'node:net'

/** A way to a server that can be shut: what runs through it breaks, and nobody comes through until it is open again. */
export interface Gate {
  readonly port: number
  shut(): Promise<void>
  open(): Promise<void>
}

export async function openGate(host: string, port: number): Promise<Gate> {
  const sockets = new Set<Socket>()
  const server = createServer(near => {
    const far = connect(port, host)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.once('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const own = typeof address === 'object' ? (address?.port ?? 0) : 0
  return {
    port: own,
    async shut() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
    async open() {
      server.listen(own, '127.0.0.1')
      await once(server, 'listening')
    },
  }
}
