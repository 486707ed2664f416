namespace Azure.Contracts.Tests.Tables;

public sealed class EntityContractOnAzurite(Azurite azurite) : EntityContract(azurite);

public sealed class LimitContractOnAzurite(Azurite azurite) : LimitContract(azurite);

public sealed class QueryContractOnAzurite(Azurite azurite) : QueryContract(azurite);

public sealed class TableContractOnAzurite(Azurite azurite) : TableContract(azurite);

public sealed class TransactionContractOnAzurite(Azurite azurite) : TransactionContract(azurite);
