package dev.engram.internal.index.kernel;

/** Chooses once; {@link SimdKernels} is not even loaded where its module is missing. */
final class ActiveKernels {
  static final Kernels KERNELS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
          ? new SimdKernels()
          : new ScalarKernels();

  private ActiveKernels() {}
}
