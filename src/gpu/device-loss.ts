// Whether a device is still there, and promises of its that end when it goes. The loss is an answer of its own,
// `device-lost`; what else a promise is rejected with stays what it is.
import { AeonError } from '../core/errors.ts';

export interface DeviceLoss {
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
  readonly isLost: boolean;
  /** Throws `device-lost` once it is. */
  throwIfLost(): void;
  /** A promise of the device's, or `device-lost` when that comes first. */
  orLost<T>(work: Promise<T>): Promise<T>;
}

/** How long after a failed operation the loss of its device may be announced: one that tells of a loss, any other. */
const lossNoticeMs = 10_000;
const quickNoticeMs = 500;

export function watchDevice(device: GPUDevice): DeviceLoss {
  let loss: { reason: string; message: string } | null = null;
  const lost = device.lost.then(({ reason, message }) => {
    loss = { reason, message };
    return loss;
  });

  function lostError(): AeonError {
    return new AeonError('device-lost', `The GPU was lost${loss?.message ? `: ${loss.message}` : '.'}`, {
      hint: 'The run goes on from its checkpoint when the GPU is back.',
    });
  }

  return {
    lost,
    get isLost() {
      return loss !== null;
    },
    throwIfLost() {
      if (loss) throw lostError();
    },
    async orLost(work) {
      const raced = await Promise.race([work.then((value) => ({ value })), lost.then(() => null)]).catch(
        async (error: unknown) => {
          // What was under way may be rejected before the browser says that the device is lost, on a busy machine long before.
          const noticeMs = isSignOfLoss(error) ? lossNoticeMs : quickNoticeMs;
          await Promise.race([lost, new Promise((resolve) => setTimeout(resolve, noticeMs))]);
          if (loss || isSignOfLoss(error)) return null;
          throw error;
        },
      );
      if (!raced || loss) throw lostError();
      return raced.value;
    },
  };
}

/** Nothing of ours is unmapped, destroyed or popped while it is awaited: then it is the device that goes away. */
function isSignOfLoss(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'AbortError' || error.name === 'OperationError');
}
