namespace Azure.Contracts.Tests.Tables;

public sealed class EntityContractOnConnection() : EntityContract(null);

public sealed class LimitContractOnConnection() : LimitContract(null);

public sealed class QueryContractOnConnection() : QueryContract(null);

public sealed class TableContractOnConnection() : TableContract(null);

public sealed class TransactionContractOnConnection() : TransactionContract(null);
