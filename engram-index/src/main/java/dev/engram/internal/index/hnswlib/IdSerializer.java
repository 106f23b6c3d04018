package dev.engram.internal.index.hnswlib;

import com.github.jelmerk.hnswlib.core.ObjectSerializer;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/** Node ids as four bytes. Stateless; thread-safe. */
final class IdSerializer implements ObjectSerializer<Integer> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(Integer id, ObjectOutput out) throws IOException {
    out.writeInt(id);
  }

  @Override
  public Integer read(ObjectInput in) throws IOException {
    return in.readInt();
  }
}
