namespace ProtoGen.Dispatch;

/// <summary>A fault of whatever type.</summary>
internal interface IFault;
