package dev.engram.fault;

/** The principal may not do this, or no such memory is visible to it: the two are told alike. */
public final class AccessException extends EngramException {
  private static final long serialVersionUID = 1L;

  private AccessException(ErrorCode code, String message) {
    super(code, message);
  }

  /**
   * No memory of this id is visible. An id of another scope is answered exactly as one that does
   * not exist.
   */
  public static AccessException unknown(String id) {
    return new AccessException(ErrorCode.UNKNOWN_MEMORY, "no visible memory has the id " + id);
  }

  /** No entity of this id is visible; told as for memories. */
  public static AccessException unknownEntity(String id) {
    return new AccessException(ErrorCode.UNKNOWN_ENTITY, "no visible entity has the id " + id);
  }

  /** The scope, which the principal may write into, is full. */
  public static AccessException full(String scope, int held, int most) {
    return new AccessException(
        ErrorCode.SCOPE_FULL,
        "scope " + scope + " holds " + held + " memories; the bound for this principal is " + most);
  }

  /** The principal may not do {@code action} with {@code scope}. */
  public static AccessException denied(String action, String scope) {
    return new AccessException(
        ErrorCode.ACCESS_DENIED, "this principal may not " + action + " in scope " + scope);
  }

  /** No person confirmed it. */
  public static AccessException unconfirmed(String why) {
    return new AccessException(ErrorCode.NOT_CONFIRMED, why);
  }
}
