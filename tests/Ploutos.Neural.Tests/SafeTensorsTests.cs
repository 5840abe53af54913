using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Weights;

namespace Ploutos.Neural.Tests;

public sealed class SafeTensorsTests
{
    [Fact]
    public void What_is_written_is_read_back_to_the_bit()
    {
        NamedTensor[] tensors =
        [
            new("a.weight", [2, 3], [1f, -2f, float.Epsilon, 4f, 1e30f, 6f]),
            new("b", [1], [0.1f]),
            new("scalar", [], [7f]),
            new("empty", [0], []),
        ];
        SafeTensorsContent read = SafeTensors.Parse(
            SafeTensors.Serialise(tensors, new Dictionary<string, string> { ["format"] = "pt" })
        );
        Assert.Equal(tensors.Select(t => t.Name), read.Tensors.Select(t => t.Name));
        Assert.All(
            tensors.Zip(read.Tensors),
            pair =>
            {
                Assert.Equal(pair.First.Shape, pair.Second.Shape);
                Assert.Equal(pair.First.Values, pair.Second.Values);
            }
        );
        Assert.Equal("pt", read.Metadata["format"]);
    }

    [Fact]
    public void The_bytes_are_those_of_the_specification()
    {
        byte[] file = SafeTensors.Serialise([new("x", [2], [1f, 2f])], new Dictionary<string, string>());
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        Assert.Equal(0, header % 8);
        Assert.Equal(
            """{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
            Encoding.UTF8.GetString(file, 8, header).TrimEnd(' ')
        );
        Assert.Equal([0, 0, 128, 63, 0, 0, 0, 64], file[(8 + header)..]);
    }

    [Theory]
    [InlineData("", "at least 8 bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}|4""", "needs 8 bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}|8""", "without holes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}|8""", "must fill the file")]
    [InlineData(
        """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"""
            + """ "y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}|4""",
        "overlaps"
    )]
    [InlineData("""{"x":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}|4""", "dtype F16")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}|4""", "impossible shape")]
    [InlineData("""{"x":{"shape":[1],"data_offsets":[0,4]}}|4""", "no valid description")]
    [InlineData(
        """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"""
            + """ "x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}|8""",
        "no valid description"
    )]
    [InlineData("""[1,2]|0""", "begin with '{'")]
    [InlineData("""{"x":|0""", "no valid description")]
    public void A_file_that_breaks_a_rule_is_refused_with_the_rule(string headerAndDataLength, string rule)
    {
        var e = Assert.Throws<InvalidDataException>(() => SafeTensors.Parse(File(headerAndDataLength)));
        Assert.Contains(rule, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_off_anywhere_or_with_any_byte_of_its_header_changed_is_refused_or_read_as_something_else()
    {
        NetworkParameters parameters = new(Networks.Shape(Activation.Gelu, 1));
        parameters.Initialise(1);
        byte[] whole = NetworkWeights.Serialise(parameters, new Dictionary<string, string>());
        Gen.Int[0, whole.Length - 1]
            .Sample(
                length =>
                    Assert.Throws<InvalidDataException>(() =>
                        NetworkWeights.Parse(whole.AsSpan(0, length), parameters.Shape)
                    ),
                iter: 200
            );
        Gen.Select(Gen.Int[0, 7], Gen.Byte[1, 255])
            .Sample(
                (at, flip) =>
                {
                    byte[] broken = [.. whole];
                    broken[at] ^= flip;
                    Assert.Throws<InvalidDataException>(() => NetworkWeights.Parse(broken, parameters.Shape));
                },
                iter: 200
            );
    }

    [Fact]
    public void Weights_of_another_shape_or_that_are_not_finite_are_refused_by_name()
    {
        NetworkParameters parameters = new(Networks.Shape(Activation.Gelu, 1));
        parameters.Initialise(1);
        byte[] file = NetworkWeights.Serialise(parameters, new Dictionary<string, string>());
        var other = Assert.Throws<InvalidDataException>(() =>
            NetworkWeights.Parse(file, parameters.Shape with { ClassifierWidth = 10 })
        );
        Assert.Contains("classifier.0.weight", other.Message, StringComparison.Ordinal);
        parameters.Values[parameters["qkv.bias"].Offset] = float.NaN;
        var nan = Assert.Throws<InvalidDataException>(() =>
            NetworkWeights.Parse(
                NetworkWeights.Serialise(parameters, new Dictionary<string, string>()),
                parameters.Shape
            )
        );
        Assert.Contains("qkv.bias", nan.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_read_back_predicts_the_same_bits()
    {
        TrainingNetwork network = Networks.Random(Networks.Shape(Activation.Tanh, 3), 12, seed: 4);
        NetworkParameters read = NetworkWeights.Parse(
            NetworkWeights.Serialise(network.Parameters, new Dictionary<string, string>()),
            network.Parameters.Shape
        );
        Assert.Equal(network.Parameters.Values, read.Values);
        Assert.Equal(network.Parameters.Running, read.Running);
    }

    private static byte[] File(string headerAndDataLength)
    {
        if (headerAndDataLength.Length == 0)
            return [1, 2, 3];
        string[] parts = headerAndDataLength.Split('|');
        byte[] header = Encoding.UTF8.GetBytes(parts[0]);
        byte[] file = new byte[
            8 + header.Length + int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)
        ];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file, 8);
        return file;
    }
}
